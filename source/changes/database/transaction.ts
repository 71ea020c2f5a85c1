import { setTimeout } from 'node:timers/promises';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { type MailReader, readMailReaders } from '../../services/odoo/queries/sessions/mail-readers.ts';
import { tryQueueLock } from '../../services/odoo/writes/lock-queue.ts';
import type { Writer } from '../../services/postgres/writer.ts';
import { Interruption } from '../interruption.ts';
import { mayBeSending } from './direct-senders.ts';

export interface QueueToLock {
  readonly cronId: number;
  readonly series: OdooSeries;
  /** Actions for which OCA's base_cron_exclusion locks the queue's row while they run. */
  readonly excluded?: readonly string[];
}

export interface TransactionOptions {
  readonly signal?: AbortSignal;
  /** Null for a change that a run of the queue does not mind. */
  readonly queue: QueueToLock | null;
  /** Mails that wait are changed: no worker of Odoo may be sending one by itself, which the queue's lock does not hinder. */
  readonly awaitsSenders?: boolean;
  /** When to give up waiting for the queue; performance.now(). */
  readonly waitUntil: number;
  readonly onWait: () => void;
}

const retryMs = 100;

/**
 * Begins a transaction, with the queue's lock if that is wanted: waits for a run of Odoo's to end until the deadline.
 * Odoo never waits for us, and never meets a row that we changed under its feet. With `awaitsSenders` it waits for those
 * who have read mails in a transaction that is still open, too.
 * Answers with the transaction's number where the lock told it.
 * @throws Interruption when the run did not end in time.
 */
export const beginTransaction = async (writer: Writer, options: TransactionOptions): Promise<string | undefined> => {
  const { signal, queue, awaitsSenders = false, waitUntil, onWait } = options;
  for (let waited = false; ; waited = true) {
    signal?.throwIfAborted();
    await writer.begin();
    const { isOurs, xid } = queue === null ? { isOurs: true } : await tryQueueLock(writer, queue);
    const [sender] = isOurs && awaitsSenders ? await findSenders(writer) : [];
    if (isOurs && sender === undefined) return xid;
    await writer.rollback();
    if (performance.now() >= waitUntil) throw sender === undefined ? queueRunning(queue) : stillSending(sender);
    if (!waited) onWait();
    await setTimeout(retryMs, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
  }
};

/** Sessions that may be handing a mail over at this moment. */
export const findSenders = async (writer: Writer): Promise<readonly MailReader[]> =>
  (await readMailReaders(writer)).filter(mayBeSending);

const stillSending = ({ applicationName, pid }: MailReader): Interruption =>
  new Interruption(
    'queue-running',
    `${applicationName === '' ? 'A session' : applicationName} (backend ${pid}) has read mails in a transaction that is still open: it may be sending some of them at this moment, and did not end in time. A mail that is cancelled or put back meanwhile would be delivered all the same.`,
    'Try again in a moment, or wait longer with --deadline SECONDS.',
  );

const queueRunning = (queue: QueueToLock | null): Interruption =>
  new Interruption(
    'queue-running',
    `Odoo is sending its queue just now${describeExcluded(queue)} and did not end in time. Changing these rows meanwhile would make it send mails twice.`,
    'Try again in a moment, or wait longer with --deadline SECONDS.',
  );

const describeExcluded = (queue: QueueToLock | null): string => {
  const names = queue?.excluded ?? [];
  const quoted = names.map((name) => `"${name}"`).join(' or ');
  return names.length === 0
    ? ''
    : `, or runs ${quoted}, with which its queue must not run at the same time (base_cron_exclusion),`;
};
