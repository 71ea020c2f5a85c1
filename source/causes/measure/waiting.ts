import type { CauseId } from '../../domain/cause-id.ts';
import type { OutstandingMail } from '../../domain/outstanding-mail.ts';
import type { FailureGroup } from '../../domain/replies/groups.ts';
import type { CheckContext } from '../context.ts';
import { ifPossible } from './if-possible.ts';
import { shared } from './shared.ts';

/** The mails that have not left, by why they are still there. */
export interface WaitingMails {
  /** The next run would take them. */
  readonly due: readonly OutstandingMail[];
  /** Held back on purpose until a later date. */
  readonly held: readonly OutstandingMail[];
  readonly failed: readonly OutstandingMail[];
  readonly oldestDueAt: Date | null;
}

export const readWaiting = shared(async (context): Promise<WaitingMails> => {
  const { mails, countedAt } = await context.readQueue();
  const waiting = mails.filter(({ state }) => state === 'outgoing');
  const isHeld = ({ scheduledAt }: OutstandingMail): boolean => scheduledAt !== null && scheduledAt > countedAt;
  const due = waiting.filter((mail) => !isHeld(mail));
  const times = due.flatMap(({ queuedAt }) => (queuedAt === null ? [] : [queuedAt.getTime()]));
  const oldest = times.reduce((least, time) => Math.min(least, time), Number.POSITIVE_INFINITY);
  return {
    due,
    held: waiting.filter(isHeld),
    failed: mails.filter(({ state }) => state === 'exception'),
    oldestDueAt: Number.isFinite(oldest) ? new Date(oldest) : null,
  };
});

/** How many mails the next run would take; undefined where the role may not read the queue. */
export const countDue = async (context: CheckContext): Promise<number | undefined> =>
  (await ifPossible(context, readWaiting(context)))?.due.length;

/** Mails that were due this much (ms) before the queue last ran, and still wait. */
export const findPassedOver = (
  { due }: WaitingMails,
  lastRun: Date | null,
  marginMs: number,
): readonly OutstandingMail[] => {
  if (lastRun === null) return [];
  const latest = lastRun.getTime() - marginMs;
  return due.filter(({ queuedAt, scheduledAt }) => {
    const dueAt = Math.max(queuedAt?.getTime() ?? Number.NaN, scheduledAt?.getTime() ?? 0);
    return dueAt < latest;
  });
};

/** The stored failures that point at a cause. */
export const failuresOf = async (context: CheckContext, cause: CauseId): Promise<readonly FailureGroup[]> =>
  (await context.readQueue()).failures.filter((group) => group.cause === cause);
