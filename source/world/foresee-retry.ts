import { forecastRetry } from '../changes/retry/forecast-retry.ts';
import type { CheckContext } from '../checks/context.ts';
import type { ForeseeRetry } from '../diagnosis/diagnose.ts';
import type { Odoo } from '../services/odoo/odoo.ts';
import { mailConfigurationOf } from '../target/odoo-conf/mail-settings.ts';
import type { Target } from '../target/target.ts';
import { filestoreOf } from './mail-world.ts';

/** Lets a diagnosis ask what a retry would take: the same judge, so that they never contradict each other. */
export const foreseeFrom = (
  { now, deadlineMs, target: { settings } }: CheckContext,
  opened: { readonly odoo: Odoo; readonly target: Target },
): ForeseeRetry => {
  const world = {
    odoo: opened.odoo,
    filestore: filestoreOf(opened),
    configuration: mailConfigurationOf(settings),
    now,
    totalTimeoutMs: deadlineMs,
  };
  return ({ failures }, options) => forecastRetry(world, failures, options);
};
