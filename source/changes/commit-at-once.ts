import { lockQueueStatement } from '../services/odoo/writes/lock-queue.ts';
import type { Statement } from '../services/postgres/database.ts';
import { SqlError } from '../services/postgres/sql-error.ts';
import type { Writer } from '../services/postgres/writer.ts';
import { notExact } from './database/exact-statements.ts';
import type { QueueToLock } from './database/transaction.ts';

/** All but the first: nothing was written. */
type AtOnce =
  | 'committed'
  /** A row is not as it was read, or belongs to what is gone: it takes a closer look. */
  | 'moved'
  /** Somebody holds the queue's lock, or a row's. */
  | 'locked';

/**
 * Takes the queue's lock, writes and commits, all in one message: what is locked waits neither for us nor for our disk.
 * @throws SqlError when the server refused for another reason, and nothing was written; what broke the connection, and
 * nobody knows what became of it.
 */
export const commitAtOnce = async (
  writer: Writer,
  queue: QueueToLock | null,
  statements: readonly Statement[],
): Promise<AtOnce> => {
  try {
    await writer.commitWith([...(queue === null ? [] : [lockQueueStatement(queue)]), ...statements]);
    return 'committed';
  } catch (error) {
    const met = error instanceof SqlError ? readRefusal(error.code) : undefined;
    if (met === undefined) throw error;
    return met;
  }
};

/** By SQLSTATE: lock_not_available; serialization_failure; class 23, a constraint. */
const readRefusal = (code: string): Exclude<AtOnce, 'committed'> | undefined => {
  if (code === '55P03') return 'locked';
  return code === '40001' || code === notExact || code.startsWith('23') ? 'moved' : undefined;
};
