import { NotPermittedError } from '../domain/database/not-permitted-error.ts';
import { readingRightsHint } from '../domain/database/reading-rights.ts';
import { insufficientPrivilege, lockNotAvailable } from '../domain/database/sql-state.ts';
import { UserError } from '../domain/errors.ts';
import type { LockHolder } from '../services/odoo/live-queue/lock-holder.ts';
import { gaveNoAnswer, isServersRefusal } from '../services/postgres/postgres-failures.ts';
import { SqlError } from '../services/postgres/sql-error.ts';
import type { Loss, LostConnection } from './queue-events.ts';

/** Why the queue can no longer be read, and what the person can do about it where that is known. */
export const explainLoss = (
  error: unknown,
  holder?: LockHolder,
): Pick<LostConnection, 'reason' | 'tryThis' | 'loss'> => ({
  reason: holder === undefined ? sentenceOf(error) : describeHolder(holder),
  tryThis: lacksRight(error) ? readingRightsHint : error instanceof UserError ? error.tryThis : undefined,
  loss: lossOf(error),
});

const lossOf = (error: unknown): Loss => {
  if (isServersRefusal(error)) return 'refused';
  if (isLocked(error)) return 'locked';
  if (error instanceof SqlError) return 'unread';
  return gaveNoAnswer(error) ? 'silent' : 'unreachable';
};

/** Whether a look waited in vain for a lock that somebody else holds. */
export const isLocked = (error: unknown): boolean => error instanceof SqlError && error.code === lockNotAvailable;

const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const describeHolder = ({ table, pid, applicationName }: LockHolder): string =>
  `The queue cannot be read: ${table} is locked by process ${pid}${applicationName === '' ? '' : ` (${applicationName})`}.`;

const lacksRight = (error: unknown): boolean =>
  error instanceof NotPermittedError || (error instanceof SqlError && error.code === insufficientPrivilege);
