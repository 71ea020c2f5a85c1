import { setTimeout } from 'node:timers/promises';
import type { Writer } from '../../services/postgres/writer.ts';
import type { ChangeDependencies } from '../dependencies.ts';

const retryMs = 100;

/** A change may be silent for a while; a console that went away without a word lets go after it. */
const longestSilence = '1h';

export interface HoldOptions {
  readonly signal?: AbortSignal;
  /** How long to wait for another console to let go; not at all unless told. */
  readonly patienceMs?: number;
}

/**
 * Marks an entry of the journal as being worked on until disposed. The mark is a lock in an open transaction on a
 * connection of its own: the server lets go of it when a process dies, and a pooler when that connection ends. So an
 * entry without an end whose mark is free is one whose process ended.
 * @returns null when another console holds it.
 */
export const holdEntry = async (
  { odoo, openWriter }: ChangeDependencies,
  entry: string,
  { signal, patienceMs = 0 }: HoldOptions = {},
): Promise<AsyncDisposable | null> => {
  const signalled = signal === undefined ? {} : { signal };
  const writer = await openWriter(odoo.database, signalled);
  const giveUpAt = performance.now() + patienceMs;
  try {
    await writer.begin();
    await writer.query(`set local idle_in_transaction_session_timeout = '${longestSilence}'`);
    while (!(await takeMark(writer, entry))) {
      if (performance.now() >= giveUpAt) {
        await release(writer);
        return null;
      }
      await setTimeout(retryMs, undefined, signalled);
    }
  } catch (error) {
    await release(writer);
    throw error;
  }
  return { [Symbol.asyncDispose]: () => release(writer) };
};

const takeMark = async (writer: Writer, entry: string): Promise<boolean> => {
  const [row] = await writer.query<{ held: boolean }>(
    "select pg_try_advisory_xact_lock(hashtext('odoo-mail-doctor'), hashtext($1)) as held",
    [entry],
  );
  return row?.held === true;
};

const release = async (writer: Writer): Promise<void> => {
  await writer.rollback();
  await writer[Symbol.asyncDispose]();
};
