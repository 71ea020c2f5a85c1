import type { Writer } from '../../services/postgres/writer.ts';
import { refuseForbidden } from '../change-refusals.ts';
import type { ChangeDependencies, ChangeOptions } from '../dependencies.ts';
import { findQueue } from '../prepare.ts';
import { beginTransaction } from './transaction.ts';

/** The queue's lock, held on a connection of its own until disposed. */
export interface QueueHold extends AsyncDisposable {
  /** False once the connection broke: the server let go of the lock then. */
  isHeld(): Promise<boolean>;
}

/** Longer than a batch takes over Odoo's shell; a console that went away without a word lets go after it. */
const longestSilence = '20min';

/**
 * Keeps Odoo's cron from sending for as long as somebody else sends in its place: two senders of one mail would send
 * it twice. Waits for a run to end until the deadline.
 * @throws UserError when the server cannot be reached; Interruption when the change is forbidden or the run did not end.
 */
export const holdQueue = async (dependencies: ChangeDependencies, options: ChangeOptions): Promise<QueueHold> => {
  const signalled = options.signal === undefined ? {} : { signal: options.signal };
  const writer = await dependencies.openWriter(dependencies.odoo.database, signalled);
  try {
    await refuseForbidden(dependencies, signalled);
    await beginTransaction(writer, {
      ...signalled,
      queue: await findQueue(dependencies, signalled),
      waitUntil: performance.now() + options.deadlineMs,
      onWait: () => options.onProgress?.({ kind: 'waiting-for-queue' }),
    });
    await writer.query(`set local idle_in_transaction_session_timeout = '${longestSilence}'`);
  } catch (error) {
    await writer[Symbol.asyncDispose]();
    throw error;
  }
  return {
    isHeld: () => answers(writer),
    async [Symbol.asyncDispose]() {
      await writer.rollback();
      await writer[Symbol.asyncDispose]();
    },
  };
};

const answers = async (writer: Writer): Promise<boolean> => {
  if (writer.lost) return false;
  return await writer.query('select', []).then(
    () => true,
    () => false,
  );
};
