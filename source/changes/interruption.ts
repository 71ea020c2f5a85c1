import { NotPermittedError } from '../domain/database/not-permitted-error.ts';
import { insufficientPrivilege, lockNotAvailable } from '../domain/database/sql-state.ts';
import { UserError } from '../domain/errors.ts';
import { ConnectionLostError, SqlError } from '../services/postgres/sql-error.ts';
import { type NotDone, type NotDoneReason, notDone } from './result.ts';

/** What keeps a change from going on, on its way up to whoever tells the person. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
  readonly notDone: NotDone;

  constructor(why: NotDoneReason, message: string, tryThis?: string, options?: ErrorOptions) {
    super(message, options);
    this.notDone = notDone(why, message, tryThis);
  }
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const deadlock = '40P01';
const readOnlyTransaction = '25006';

/**
 * Why a change ended before its end, as a person is told it. What is no matter of the world or of the person (a plan
 * that does not fit the tables) is our fault and is thrown on.
 */
export const explainInterruption = (error: unknown, signal: AbortSignal | undefined): NotDone => {
  if (error instanceof Interruption) return error.notDone;
  if (signal?.aborted === true && error === signal.reason) return notDone('stopped', 'It was stopped.');
  if (error instanceof ConnectionLostError) return notDone('no-connection', error.message);
  if (error instanceof NotPermittedError) return notDone('refused', `${capitalise(error.message)}.`, rightsHint);
  if (error instanceof SqlError) return explainSql(error);
  if (error instanceof UserError) return notDone('failed', error.message, error.tryThis);
  throw error;
};

const rightsHint = 'Use the role that Odoo itself uses: it owns the tables.';

const explainSql = (error: SqlError): NotDone => {
  switch (error.code) {
    case insufficientPrivilege:
      return notDone('refused', `The database role lacks a right. ${error.message}`, rightsHint);
    case readOnlyTransaction:
      return notDone('refused', `The server takes no writes: it is a standby, or set to read-only. ${error.message}`);
    case lockNotAvailable:
    case deadlock:
      return notDone(
        'failed',
        `Somebody else is changing the same rows just now. ${error.message}`,
        'Try again in a moment.',
      );
    default:
      return notDone('failed', error.message);
  }
};

const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
