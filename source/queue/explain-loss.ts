import { NotPermittedError } from '../domain/database/not-permitted-error.ts';
import { readingRightsHint } from '../domain/database/reading-rights.ts';
import { insufficientPrivilege } from '../domain/database/sql-state.ts';
import { UserError } from '../domain/errors.ts';
import { isServersRefusal } from '../services/postgres/postgres-failures.ts';
import { SqlError } from '../services/postgres/sql-error.ts';
import type { LostConnection } from './queue-events.ts';

/** Why the queue can no longer be read, and what the person can do about it where that is known. */
export const explainLoss = (error: unknown): Pick<LostConnection, 'reason' | 'tryThis' | 'isRefused'> => ({
  reason: error instanceof Error ? error.message : String(error),
  tryThis: lacksRight(error) ? readingRightsHint : error instanceof UserError ? error.tryThis : undefined,
  isRefused: isServersRefusal(error),
});

const lacksRight = (error: unknown): boolean =>
  error instanceof NotPermittedError || (error instanceof SqlError && error.code === insufficientPrivilege);
