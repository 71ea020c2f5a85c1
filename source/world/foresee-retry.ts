import { forecastRetry } from '../changes/retry/forecast-retry.ts';
import type { CheckContext } from '../checks/context.ts';
import { selectFailed } from '../checks/measure/select-failed.ts';
import type { ForeseeRetry } from '../diagnosis/diagnose.ts';
import type { Odoo } from '../services/odoo/odoo.ts';
import { mailConfigurationOf } from '../target/odoo-conf/mail-settings.ts';
import type { Target } from '../target/target.ts';
import { filestoreOf } from './mail-world.ts';

/** Lets a diagnosis ask what a retry would take: the same judge, so that they never contradict each other. */
export const foreseeFrom = (
  checks: CheckContext,
  opened: { readonly odoo: Odoo; readonly target: Target },
): ForeseeRetry => {
  const { now, deadlineMs } = checks;
  const world = {
    odoo: opened.odoo,
    filestore: filestoreOf(opened),
    configuration: mailConfigurationOf(checks.target.settings),
    now,
    totalTimeoutMs: deadlineMs,
    selectFailed: () => selectFailed(checks),
  };
  return ({ failures }, options) => forecastRetry(world, failures, options);
};
