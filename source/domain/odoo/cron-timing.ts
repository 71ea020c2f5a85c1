import { dayMs, hourMs, minuteMs } from '../../lib/time-units.ts';
import type { Cron } from './cron.ts';

const unitMs: Readonly<Record<string, number>> = {
  minutes: minuteMs,
  hours: hourMs,
  days: dayMs,
  weeks: 7 * dayMs,
  months: 30 * dayMs,
};

/** A run may start this late (ms) without anything being wrong: workers poll once a minute and other crons go first. */
export const toleratedDelayMs = 10 * minuteMs;

/** The time from one run to the next, ms; an hour where the row says nothing, as Odoo ships the queue's. */
export const intervalOf = ({ interval }: Pick<Cron, 'interval'>): number =>
  (interval.number ?? 1) * (unitMs[interval.type ?? ''] ?? hourMs);

/**
 * How long (ms) it could have run and did not; 0 when its time has not come. A row that was just written, say switched
 * on again, could not have run before.
 */
export const lateBy = ({ nextCall, changedAt }: Pick<Cron, 'nextCall' | 'changedAt'>, now: Date): number =>
  nextCall === null ? 0 : Math.max(0, now.getTime() - Math.max(nextCall.getTime(), changedAt?.getTime() ?? 0));

/**
 * Whether a run within the last interval shows that somebody runs it; `since`, where it is known, is when the process
 * was started that is to be judged: what ran before it says nothing about it.
 */
export const hasRunLately = (
  { lastCall, interval }: Pick<Cron, 'lastCall' | 'interval'>,
  now: Date,
  since: Date | undefined,
): boolean =>
  lastCall !== null &&
  now.getTime() - lastCall.getTime() <= intervalOf({ interval }) + toleratedDelayMs &&
  (since === undefined || lastCall > since);

/** Whether the action's turn came and nobody ran it. */
export const hasMissedRun = (cron: Cron, now: Date): boolean =>
  lateBy(cron, now) > toleratedDelayMs ||
  (cron.lastCall !== null && now.getTime() - cron.lastCall.getTime() > intervalOf(cron) + toleratedDelayMs);
