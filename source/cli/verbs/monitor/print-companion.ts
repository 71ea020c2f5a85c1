import { dirname, resolve } from 'node:path';
import { ownCommandLine } from '../../../lib/own-program.ts';
import type { MonitorConfig } from '../../../monitor/config/config.ts';
import { composeAlertRules, formatAlertRules } from '../../../monitor/metrics/alert-rules.ts';
import { composeDashboard } from '../../../monitor/metrics/dashboard.ts';
import { thisMachine } from '../../../target/machine.ts';
import type { MetricsArguments } from './metrics.ts';
import { systemdUnit } from './systemd-unit.ts';

export interface CompanionArguments extends MetricsArguments {
  readonly printSystemd: boolean;
  readonly printAlertRules: boolean;
  readonly printDashboard: boolean;
}

/** The file for another program that was asked for; undefined where none was. */
export const printCompanion = (given: CompanionArguments, config: MonitorConfig): string | undefined => {
  if (given.printSystemd) {
    const { metricsTextfile: file } = given;
    return systemdUnit({
      command: ownCommandLine().filter((word) => word !== '--print-systemd'),
      // systemd takes an account's number as well as its name.
      user: thisMachine().userName ?? `${process.getuid?.() ?? 0}`,
      ...(file === undefined ? {} : { folder: dirname(resolve(file)) }),
    });
  }
  if (given.printAlertRules) return formatAlertRules(composeAlertRules(config));
  return given.printDashboard ? `${JSON.stringify(composeDashboard(), null, 2)}\n` : undefined;
};
