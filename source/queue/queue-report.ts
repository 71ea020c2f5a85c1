import { ProbeError } from '../domain/errors.ts';
import { type AddressedMail, nameRecipients } from '../domain/mail/mail-recipient.ts';
import type { OutstandingMails } from '../domain/mail/outstanding-mails.ts';
import type { QueuePicture } from '../domain/mail/queue.ts';
import { groupFailurePages } from '../domain/replies/groups.ts';
import type { LiveQueueReader } from '../services/odoo/live-queue/reader.ts';
import type { Odoo } from '../services/odoo/odoo.ts';

/** The queue as it was at one moment, counted exactly, with every mail that has not left. */
export type QueueStanding = Pick<
  QueuePicture,
  'counts' | 'oldestOutgoingAt' | 'oldestExceptionAt' | 'scheduled' | 'failures'
> & {
  readonly countedAt: Date;
  readonly mails: OutstandingMails;
};

export type QueueReport = Omit<QueueStanding, 'mails'> & {
  /** The newest waiting and failed mails, newest first; empty unless asked for. */
  readonly recent: readonly AddressedMail[];
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
  const limits = { signal, timeoutMs: deadlineMs };
  const { counts, mails } = await queue.standing(limits);
  const waiting = mails.inState('outgoing');
  const failed = mails.inState('exception');
  return {
    counts,
    oldestOutgoingAt: waiting.earliest('queuedAt'),
    oldestExceptionAt: failed.earliest('queuedAt'),
    scheduled: waiting.heldBeyond(countedAt).length,
    failures: await groupFailurePages(queue.storedFailures(failed, limits)),
    countedAt,
    mails,
  };
};

/** The same for a report, with the newest mails in full. */
export const readQueueReport = async (
  { queue, odoo }: { readonly queue: LiveQueueReader; readonly odoo: Odoo },
  { recent, ...request }: StandingRequest & { readonly recent: number },
): Promise<QueueReport> => {
  const { mails, ...standing } = await readStanding(queue, request);
  const newest = mails.newestIds(recent);
  return { ...standing, recent: recent === 0 ? [] : await readAddressedMails(odoo, newest, request) };
};

/** Mails with everybody they go to. */
export const readAddressedMails = async (
  odoo: Odoo,
  ids: readonly number[],
  { signal }: { readonly signal?: AbortSignal },
): Promise<readonly AddressedMail[]> => {
  const options = signal === undefined ? {} : { signal };
  const [mails, recipients] = await Promise.all([
    odoo.mails(ids, options),
    odoo.recipients(ids, options).catch((error: unknown) => {
      signal?.throwIfAborted();
      if (error instanceof ProbeError) return undefined;
      throw error;
    }),
  ]);
  const byMail = Map.groupBy(recipients ?? [], ({ mailId }) => mailId);
  return mails.map((mail) => ({
    ...mail,
    recipients: recipients === undefined ? undefined : nameRecipients(mail, byMail.get(mail.id) ?? []),
  }));
};
