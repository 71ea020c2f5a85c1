import { MissingColumnError } from '../../domain/database/missing-column-error.ts';
import { NotPermittedError } from '../../domain/database/not-permitted-error.ts';
import { insufficientPrivilege } from '../../domain/database/sql-state.ts';
import { sanitizeLine } from '../../domain/sanitize.ts';
import type { Database, QueryOptions, SqlValue } from '../postgres/database.ts';

export interface SqlStatement {
  /** What it reads, as a person would say it: the end of "not permitted to read …". */
  readonly what: string;
  readonly text: string;
  readonly values?: readonly SqlValue[];
  /** Columns that hold names of persons, besides those that do in every statement (note-persons.ts). */
  readonly persons?: readonly string[];
}

/**
 * The rows of one statement on the database of that name.
 * @throws NotPermittedError when the role lacks a right, MissingColumnError when a table or column is not there; any
 * other ProbeError as the session throws it.
 */
export const runStatement = async <Row extends object>(
  database: Database,
  name: string,
  statement: SqlStatement,
  options?: QueryOptions,
): Promise<Row[]> => {
  try {
    return await database.query<Row>(statement.text, statement.values, options);
  } catch (error) {
    throw explainRefusal(error, name, statement);
  }
};

/** The same, some rows at a time where the database can. */
export const runInPieces = async <Row extends object>(
  database: Database,
  name: string,
  statement: SqlStatement,
  take: (rows: readonly Row[]) => void,
  options?: QueryOptions,
): Promise<void> => {
  const { text, values = [] } = statement;
  try {
    if (database.queryInPieces === undefined) take(await database.query<Row>(text, values, options));
    else await database.queryInPieces<Row>(text, values, take, options);
  } catch (error) {
    throw explainRefusal(error, name, statement);
  }
};

/** What the server's refusal means for what was to be read. */
const explainRefusal = (error: unknown, name: string, { what, text }: SqlStatement): unknown => {
  const state = findSqlState(error);
  if (state === insufficientPrivilege) {
    return new NotPermittedError(what, name, { cause: error, refused: findRefusedTable(error, text) });
  }
  if (state !== undefined && notThere.includes(state)) {
    return new MissingColumnError(what, name, describeMissing(error), { cause: error });
  }
  return error;
};

/**
 * undefined_column, undefined_table, and ambiguous_column: without it the name means two others.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const notThere = ['42703', '42P01', '42702'];

/** `column s.priority` out of `column s.priority does not exist`; servers speak other languages, too. */
const describeMissing = (error: unknown): string => {
  const said = error instanceof Error ? sanitizeLine(error.message) : '';
  return (
    /(?:column|relation)(?: reference)? (?:"[^"]+"|\S+)/.exec(said)?.[0].replace(' reference', '') ??
    'such table or column'
  );
};

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
