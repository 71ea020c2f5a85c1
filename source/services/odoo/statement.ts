import { NotPermittedError } from '../../domain/not-permitted-error.ts';
import type { Database, QueryOptions, SqlValue } from '../postgres/database.ts';

export interface Statement {
  /** What it reads, as a person would say it: the end of "not permitted to read …". */
  readonly what: string;
  readonly text: string;
  readonly values?: readonly SqlValue[];
}

/**
 * The rows of one statement on the database of that name.
 * @throws NotPermittedError when the role lacks a right; any other ProbeError as the session throws it.
 */
export const runStatement = async <Row extends object>(
  database: Database,
  name: string,
  { what, text, values }: Statement,
  options?: QueryOptions,
): Promise<Row[]> => {
  try {
    return await database.query<Row>(text, values, options);
  } catch (error) {
    if (findSqlState(error) === insufficientPrivilege) {
      throw new NotPermittedError(what, name, { cause: error, refused: findRefusedTable(error, text) });
    }
    throw error;
  }
};

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const insufficientPrivilege = '42501';

/** The server's code, which the session's error keeps somewhere in its chain of causes. */
const findSqlState = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined;
  return 'code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code)
    ? error.code
    : findSqlState(error.cause);
};

/**
 * The table that the server named, in whatever language it speaks: the word with an underscore that its message and the
 * statement have in common. (No field of the error names it: aclcheck_error reports the message alone.)
 */
const findRefusedTable = (error: unknown, statement: string): string | undefined => {
  if (!(error instanceof Error)) return undefined;
  const known = new Set(statement.match(/[a-z][a-z0-9_]*/g));
  const words = error.message.match(/[a-z][a-z0-9]*(?:_[a-z0-9]+)+/g) ?? [];
  return words.find((word) => known.has(word)) ?? findRefusedTable(error.cause, statement);
};
