import { ProbeError, UserError } from '../../domain/errors.ts';
import { sanitizeLine } from '../../domain/sanitize.ts';
import { ConnectionLostError, SqlError } from './sql-error.ts';

/** SQLSTATE classes after which a connection is of no use: connection exception, and the server's own shutdown. */
const lost = /^(?:08\w{3}|57P0[1-5]|25P03)$/;
const lostWords = /Connection terminated|Client was closed|Client has encountered|Query read timeout|timeout exceeded/i;
const sqlState = /^[0-9A-Z]{5}$/;

/** PgBouncer's own words (`query_wait_timeout` of pgbouncer.ini; code 08P01). */
const noFreeServer = /query_wait_timeout/;
const noAnswer = /Query read timeout/;

const words: Readonly<Record<string, string>> = {
  '57P01': 'PostgreSQL ended the connection (it is shutting down or an administrator ended it)',
  '57P02': 'PostgreSQL ended the connection because another of its processes crashed',
  '57P03': 'PostgreSQL is not accepting connections (it is starting up or shutting down)',
  '55P03': 'somebody else holds the lock that the statement needs',
};

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Whether the connection, and not only the statement, is gone. */
export const isConnectionLoss = (error: unknown): boolean => {
  if (error instanceof ConnectionLostError) return true;
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  return lost.test(code) || /^E[A-Z]+$/.test(code) || lostWords.test(error.message);
};

/**
 * Whether the server, or the pooler before it, said no of its own accord: invalid authorization (class 28), a database that
 * is not there (3D), a right or a table that is (42). Trying again changes nothing; a server that starts says 57P03.
 */
export const isServersRefusal = (error: unknown): boolean =>
  error instanceof Error && (/^(?:28|3D|42)\w{3}$/.test(codeOf(error)) || isServersRefusal(error.cause));

/** Whether the connection stood for all that is known, and nothing came over it any more. */
export const gaveNoAnswer = (error: unknown): boolean =>
  error instanceof Error && (noAnswer.test(error.message) || gaveNoAnswer(error.cause));

/** What the driver threw, as an error that says in words what happened on which database. */
export const toProbeError = (error: unknown, name: string): Error => {
  if (error instanceof ProbeError || error instanceof UserError) return error;
  const code = codeOf(error);
  const said = sanitizeLine(error instanceof Error ? error.message : String(error));
  if (isConnectionLoss(error)) {
    const what = words[code] ?? describeLoss(said);
    return new ConnectionLostError(name, `Lost ${name}: ${what}.`, { cause: error });
  }
  if (!sqlState.test(code)) return error instanceof Error ? error : new Error(said);
  const known = code === cancelled ? describeCancel(said) : words[code];
  const what = known === undefined ? said : `${known} (${said})`;
  return new SqlError(name, `On ${name}: ${what}.`, code, { cause: error });
};

const cancelled = '57014';

/** By the server's words, where they are English (`ProcessInterrupts`, tcop/postgres.c); one code stands for several reasons. */
const describeCancel = (said: string): string => {
  if (/statement timeout/.test(said)) return 'the statement was ended because it took too long';
  if (/user request/.test(said)) return 'somebody ended the statement (pg_cancel_backend)';
  if (/conflict with recovery/.test(said)) return 'the standby ended the statement to follow its primary';
  return 'the server ended the statement';
};

const describeLoss = (said: string): string => {
  if (noFreeServer.test(said)) return `the pooler has no free server connection (${said})`;
  if (noAnswer.test(said))
    return 'it gave no answer in time, as a server that hangs or a pooler without a free server connection';
  return `the connection broke (${said})`;
};

/** The login was answered and the first statement was not; undefined when something else went wrong. */
export const describeSilence = (error: unknown, name: string, isPooler: boolean): Error | undefined => {
  if (!(error instanceof Error) || !noAnswer.test(error.message)) return undefined;
  const why = isPooler
    ? 'the pooler has no free server connection'
    : 'it hangs, or a pooler stands before it that has no free server connection';
  return new ConnectionLostError(name, `The login to ${name} was answered, but no statement in time: ${why}.`, {
    cause: error,
  });
};
