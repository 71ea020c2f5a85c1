import type { Cron } from '../../domain/odoo/cron.ts';
import { intervalOf } from '../../domain/odoo/cron-timing.ts';
import { countOf, formatCount } from '../../domain/wording/count.ts';
import { formatClock, formatDuration } from '../../domain/wording/duration.ts';

export interface DepartureFacts {
  readonly cron: Pick<Cron, 'nextCall' | 'interval'>;
  /** The earliest call that waits for the queue besides its interval. UTC. */
  readonly calledAt: Date | null;
  /** Not before, on purpose. */
  readonly heldUntil: Date | null;
  /** Mails that a run takes first: Odoo takes the highest ids, whatever order it then sends them in. */
  readonly ahead: number;
  /** Mails that one run takes. */
  readonly perRun: number;
  readonly runsNow: boolean;
  readonly now: Date;
}

export interface ForeseenDeparture {
  /** The start of the run that takes it; the mail leaves in the course of that. */
  readonly at: Date;
  /** Runs before that one which leave it. */
  readonly runsBefore: number;
  readonly words: string;
}

/** When a waiting mail leaves, if nothing is in its way, and why then. */
export const foreseeDeparture = (facts: DepartureFacts): ForeseenDeparture => {
  const { cron, calledAt, heldUntil, ahead, perRun, now } = facts;
  const intervalMs = intervalOf(cron);
  const calls = [cron.nextCall, calledAt].filter((at) => at !== null).map((at) => at.getTime());
  const first = Math.max(now.getTime(), Math.min(...calls, Number.POSITIVE_INFINITY));
  const next = Number.isFinite(first) ? first : now.getTime() + intervalMs;
  const start =
    heldUntil === null || heldUntil.getTime() <= next ? next : firstRunFrom(heldUntil.getTime(), next, intervalMs);
  const runsBefore = Math.floor(ahead / Math.max(1, perRun));
  const at = new Date(start + runsBefore * intervalMs);
  return { at, runsBefore, words: describeDeparture(facts, { at, runsBefore, intervalMs, isHeld: start !== next }) };
};

const firstRunFrom = (held: number, next: number, intervalMs: number): number =>
  next + Math.ceil((held - next) / intervalMs) * intervalMs;

const describeDeparture = (
  { heldUntil, ahead, perRun, runsNow, now, calledAt }: DepartureFacts,
  { at, runsBefore, intervalMs, isHeld }: { at: Date; runsBefore: number; intervalMs: number; isHeld: boolean },
): string => {
  const every = `the queue runs every ${formatDuration(intervalMs)}`;
  const when = at.getTime() - now.getTime() < 60_000 ? 'within a minute' : `at about ${formatClock(at, now)}`;
  const called = calledAt !== null && calledAt.getTime() <= at.getTime() ? ', and has been called' : '';
  const reasons = [
    ...(isHeld && heldUntil !== null ? [`it is held back on purpose until ${formatClock(heldUntil, now)}`] : []),
    `${every}${called}`,
    ...(runsBefore > 0
      ? [`${formatCount(ahead)} newer mails go first, and a run takes ${countOf(perRun, 'mail')}`]
      : []),
    ...(runsNow ? ['a run is under way'] : []),
  ];
  return `It leaves ${when}: ${reasons.join('; ')}.`;
};
