import { userInfo } from 'node:os';
import { dirname, resolve } from 'node:path';
import type { MonitorConfig } from '../../../monitor/config/config.ts';
import { composeAlertRules, formatAlertRules } from '../../../monitor/metrics/alert-rules.ts';
import { composeDashboard } from '../../../monitor/metrics/dashboard.ts';
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
      command: [process.execPath, ...process.argv.slice(1).filter((word) => word !== '--print-systemd')],
      user: userInfo().username,
      ...(file === undefined ? {} : { folder: dirname(resolve(file)) }),
    });
  }
  if (given.printAlertRules) return formatAlertRules(composeAlertRules(config));
  return given.printDashboard ? `${JSON.stringify(composeDashboard(), null, 2)}\n` : undefined;
};
