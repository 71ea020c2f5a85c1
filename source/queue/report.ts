import type { Mail } from '../domain/mail.ts';
import type { QueuePicture } from '../domain/queue.ts';
import type { LiveQueueReader } from '../services/odoo/live-queue/reader.ts';
import type { Odoo } from '../services/odoo/odoo.ts';
import { OutstandingSet } from './outstanding-set.ts';
import { Tally } from './tally.ts';

const detailsAtOnce = 5_000;

/** The queue as it was at one moment, counted exactly. */
export type QueueReport = Pick<
  QueuePicture,
  'counts' | 'oldestOutgoingAt' | 'oldestExceptionAt' | 'scheduled' | 'failures'
> & {
  readonly countedAt: Date;
  /** The newest waiting and failed mails, newest first; empty unless asked for. */
  readonly recent: readonly Mail[];
};

interface ReportRequest {
  readonly recent: number;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** Milliseconds. */
  readonly deadlineMs: number;
}

/** Counts the whole queue once and groups its failures. Cost: one scan of mail_mail. */
export const readQueueReport = async (
  { queue, odoo }: { readonly queue: LiveQueueReader; readonly odoo: Odoo },
  { recent, signal, now, deadlineMs }: ReportRequest,
): Promise<QueueReport> => {
  const countedAt = now();
  const { counts, outstandingIds } = await queue.countAll({ signal, timeoutMs: deadlineMs });
  const mails = new OutstandingSet();
  for (let start = 0; start < outstandingIds.length; start += detailsAtOnce) {
    const { outstanding } = await queue.details(outstandingIds.slice(start, start + detailsAtOnce), { signal });
    mails.apply(outstanding, new Map(), []);
  }
  const { oldestOutgoingAt, oldestExceptionAt, scheduled, failures } = new Tally().standing(mails, countedAt);
  const newest = mails.sortedIds().slice(-recent).reverse();
  return {
    counts,
    oldestOutgoingAt,
    oldestExceptionAt,
    scheduled,
    failures,
    countedAt,
    recent: recent === 0 ? [] : await odoo.mails(newest, { signal }),
  };
};
