import { OutstandingMails } from '../../domain/mail/outstanding-mails.ts';
import type { CheckContext } from '../context.ts';
import { ifPossible } from './if-possible.ts';
import { shared } from './shared.ts';

/** The mails that have not left, by why they are still there. */
export interface WaitingMails {
  /** The next run would take them. */
  readonly due: OutstandingMails;
  /** Held back on purpose until a later date. */
  readonly held: OutstandingMails;
  readonly failed: OutstandingMails;
  readonly oldestDueAt: Date | null;
}

export const measureWaiting = shared(async (context): Promise<WaitingMails> => {
  const { mails, countedAt, scheduled, oldestOutgoingAt } = await context.readQueue();
  const waiting = mails.inState('outgoing');
  const due = waiting.dueBy(countedAt);
  return {
    due,
    held: waiting.heldBeyond(countedAt),
    failed: mails.inState('exception'),
    oldestDueAt: scheduled === 0 ? oldestOutgoingAt : due.earliest('queuedAt'),
  };
});

/** How many mails the next run would take; undefined where the role may not read the queue. */
export const countDueMails = async (context: CheckContext): Promise<number | undefined> =>
  (await ifPossible(context, measureWaiting(context)))?.due.length;

/**
 * Mails that were due this much (ms) before the queue last ran, and still wait. A mail waits since it was last written:
 * Odoo's Retry button, and ours, puts old ones back among the waiting.
 */
export const findPassedOver = ({ due }: WaitingMails, lastRun: Date | null, marginMs: number): OutstandingMails => {
  if (lastRun === null) return OutstandingMails.none;
  return due.idleSince(new Date(lastRun.getTime() - marginMs));
};
