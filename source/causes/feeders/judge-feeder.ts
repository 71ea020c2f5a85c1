import { findStop } from '../../checks/measure/measure-runner.ts';
import type { Cron } from '../../domain/odoo/cron.ts';
import { lateBy, toleratedDelayMs } from '../../domain/odoo/cron-timing.ts';
import type { FeederBacklog } from '../../domain/odoo/feeder.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { hourMs } from '../../lib/time-units.ts';

/** A wait (ms) for the next regular run that nobody notices. */
const shortWaitMs = hourMs;

export interface FeederFacts {
  readonly series: OdooSeries;
  /** Undefined where the action is not there any more. */
  readonly cron: Cron | undefined;
  readonly backlog: Pick<FeederBacklog, 'waiting' | 'due' | 'firstDue'>;
  /** Whether Odoo calls the action for what comes in. */
  readonly called: boolean;
  /** The earliest call that waits to be answered. */
  readonly calledAt: Date | null;
  readonly runsNow: boolean;
  readonly now: Date;
}

export type FeederState =
  /** Nothing waits, or what waits is taken up as it should be. */
  | { readonly kind: 'idle' | 'ahead' | 'running' | 'in-time' }
  | { readonly kind: 'missing' | 'inactive' | 'no-calls-left' | 'archived-user' }
  /** It should have run this long ago (ms). */
  | { readonly kind: 'late'; readonly ms: number }
  /** It ran then, when the time of what waits had come, and left it. */
  | { readonly kind: 'left'; readonly ranAt: Date }
  /** The call for what waits is lost, and the next regular run is far off. */
  | { readonly kind: 'uncalled'; readonly nextCall: Date };

/** How it stands with a scheduled action for which something waits. */
export const judgeFeeder = (facts: FeederFacts): FeederState => {
  const { cron, backlog, series, calledAt, now } = facts;
  if (backlog.waiting === 0) return { kind: 'idle' };
  if (cron === undefined) return { kind: 'missing' };
  const stop = findStop(cron, series);
  if (stop !== undefined) return { kind: stop };
  if (backlog.due === 0) return { kind: 'ahead' };
  if (facts.runsNow) return { kind: 'running' };
  const { nextCall, lastCall, changedAt } = cron;
  const [due = null] = [nextCall, calledAt]
    .filter((each) => each !== null)
    .toSorted((one, other) => one.getTime() - other.getTime());
  const ms = lateBy({ nextCall: due, changedAt }, now);
  if (ms > toleratedDelayMs) return { kind: 'late', ms };
  const { firstDue } = backlog;
  const isCalled = calledAt !== null && calledAt.getTime() - now.getTime() <= shortWaitMs;
  if (due === null || due <= now || isCalled || firstDue === null) return { kind: 'in-time' };
  if (lastCall !== null && lastCall.getTime() - firstDue.getTime() > toleratedDelayMs) {
    return { kind: 'left', ranAt: lastCall };
  }
  const isLost = facts.called && traitsOf(series).cronTriggers && now.getTime() - firstDue.getTime() > toleratedDelayMs;
  return isLost && due.getTime() - now.getTime() > shortWaitMs
    ? { kind: 'uncalled', nextCall: due }
    : { kind: 'in-time' };
};

/** `fail`: what should have become mail does not; `warn`: it comes late, or is to come; `ok`: as it should be. */
export const statusOfFeeder = (
  { kind }: FeederState,
  { due, optional }: { readonly due: number; readonly optional: boolean },
): 'fail' | 'warn' | 'ok' => {
  switch (kind) {
    case 'idle':
    case 'ahead':
    case 'running':
    case 'in-time':
      return 'ok';
    case 'left':
    case 'uncalled':
      return 'warn';
    default:
      return due > 0 && !optional ? 'fail' : 'warn';
  }
};
