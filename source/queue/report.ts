import type { Mail } from '../domain/mail.ts';
import type { OutstandingMail } from '../domain/outstanding-mail.ts';
import type { QueuePicture } from '../domain/queue.ts';
import type { LiveQueueReader } from '../services/odoo/live-queue/reader.ts';
import type { Odoo } from '../services/odoo/odoo.ts';
import { OutstandingSet } from './outstanding-set.ts';
import { Tally } from './tally.ts';

const detailsAtOnce = 5_000;

/** The queue as it was at one moment, counted exactly, with every mail that has not left. */
export type QueueStanding = Pick<
  QueuePicture,
  'counts' | 'oldestOutgoingAt' | 'oldestExceptionAt' | 'scheduled' | 'failures'
> & {
  readonly countedAt: Date;
  readonly mails: readonly OutstandingMail[];
};

export type QueueReport = Omit<QueueStanding, 'mails'> & {
  /** The newest waiting and failed mails, newest first; empty unless asked for. */
  readonly recent: readonly Mail[];
};

interface StandingRequest {
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** Milliseconds. */
  readonly deadlineMs: number;
}

/** Counts the whole queue once and groups its failures. Cost: one scan of mail_mail. */
export const readStanding = async (
  queue: LiveQueueReader,
  { signal, now, deadlineMs }: StandingRequest,
): Promise<QueueStanding> => {
  const countedAt = now();
  const { counts, outstandingIds } = await queue.countAll({ signal, timeoutMs: deadlineMs });
  const set = new OutstandingSet();
  for (let start = 0; start < outstandingIds.length; start += detailsAtOnce) {
    const { outstanding } = await queue.details(outstandingIds.slice(start, start + detailsAtOnce), { signal });
    set.apply(outstanding, new Map(), []);
  }
  const { oldestOutgoingAt, oldestExceptionAt, scheduled, failures } = new Tally().standing(set, countedAt);
  return { counts, oldestOutgoingAt, oldestExceptionAt, scheduled, failures, countedAt, mails: [...set.values()] };
};

/** The same for a report, with the newest mails in full. */
export const readQueueReport = async (
  { queue, odoo }: { readonly queue: LiveQueueReader; readonly odoo: Odoo },
  { recent, ...request }: StandingRequest & { readonly recent: number },
): Promise<QueueReport> => {
  const { mails, ...standing } = await readStanding(queue, request);
  const newest = mails.map(({ id }) => id).sort((a, b) => b - a);
  const wanted = newest.slice(0, recent);
  return { ...standing, recent: recent === 0 ? [] : await odoo.mails(wanted, { signal: request.signal }) };
};
