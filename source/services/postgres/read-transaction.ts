import type { Client, QueryResult } from 'pg';
import { timedQuery } from './timed-query.ts';

export interface ReadLimits {
  readonly statementTimeoutMs: number;
  readonly lockTimeoutMs: number;
}

/**
 * Names this program in the server's list of sessions. Not said when connecting: PgBouncer would leave the name on the
 * server's connection for a client that has none of its own, such as Odoo 15.
 */
export const applicationName = 'odoo-mail-doctor';

/** Tables without a schema are looked for in `public` last, where a role's own search_path leaves it out. */
export const findPublicToo = `select set_config('search_path',
    case current_setting('search_path') when '' then 'public' else current_setting('search_path') || ', public' end, true)
  where not 'public' = any (current_schemas(false))`;

/**
 * Begins a transaction in which the server itself refuses writes and ends what takes too long. All of it is local to
 * the transaction: on a connection that a pooler lends to others, whatever is set for the session stays for them. We
 * take one core at most, and compiling our short statements costs more than it saves.
 */
const beginReading = ({ statementTimeoutMs, lockTimeoutMs }: ReadLimits): string =>
  `begin isolation level read committed read only; set local statement_timeout = ${Math.ceil(statementTimeoutMs)};
   set local lock_timeout = ${lockTimeoutMs}; set local idle_in_transaction_session_timeout = 10000;
   set local application_name = '${applicationName}'; set local timezone = 'UTC'; set local datestyle = 'ISO';
   set local max_parallel_workers_per_gather = 0;
   select set_config('jit', 'off', true) where current_setting('jit', true) is not null; ${findPublicToo}`;

interface Reading extends ReadLimits {
  readonly text: string;
  readonly values: readonly unknown[];
  /** How long a server that says nothing is waited for before a transaction has begun. */
  readonly answerTimeoutMs: number;
}

/** Longer than the server's own limit, for a server that no longer answers at all. */
const graceMs = 5_000;

/** The rows of one statement in a transaction of its own, which is still to be ended with `endReading`. */
export const readInTransaction = async <Row extends object>(
  client: Client,
  { text, values, answerTimeoutMs, ...limits }: Reading,
): Promise<Row[]> => {
  await timedQuery(client, beginReading(limits), answerTimeoutMs);
  const { rows } = await timedQuery<Row>(client, text, limits.statementTimeoutMs + graceMs, values.map(toParameter));
  return rows;
};

/** So many rows are a few hundred kilobytes. */
const rowsAtOnce = 2_000;

/**
 * The same, some rows at a time: through a cursor, so that what was not taken yet waits on the server. PostgreSQL plans
 * for the whole answer, not for its beginning.
 */
export const readInPieces = async <Row extends object>(
  client: Client,
  { text, values, answerTimeoutMs, ...limits }: Reading,
  take: (rows: readonly Row[]) => void,
): Promise<void> => {
  const timeoutMs = limits.statementTimeoutMs + graceMs;
  await timedQuery(client, `${beginReading(limits)}; set local cursor_tuple_fraction = 1`, answerTimeoutMs);
  await timedQuery(client, `declare pieces no scroll cursor for ${text}`, timeoutMs, values.map(toParameter));
  for (;;) {
    const { rows } = await timedQuery<Row>(client, `fetch ${rowsAtOnce} from pieces`, timeoutMs);
    take(rows);
    if (rows.length < rowsAtOnce) return;
  }
};

/** The rows of each of several statements in one transaction, which is still to be ended with `endReading`. */
export const readTogether = async (
  client: Client,
  { texts, answerTimeoutMs, ...limits }: Omit<Reading, 'text' | 'values'> & { readonly texts: readonly string[] },
): Promise<readonly object[][]> => {
  await timedQuery(client, beginReading(limits), answerTimeoutMs);
  return await queryAll(client, texts, limits.statementTimeoutMs + graceMs);
};

/** The server limits each of them by itself (from PostgreSQL 13 on; before, all of them). */
export const queryAll = async (
  client: Client,
  texts: readonly string[],
  timeoutMs: number,
): Promise<readonly object[][]> => {
  const results: unknown = await timedQuery(client, texts.join('\n;\n'), texts.length * timeoutMs);
  // pg answers several statements in one text with a list, which its types do not say.
  return [results].flat().map((result) => (result as QueryResult).rows);
};

/** The driver quotes each element of a list by itself, which for two hundred thousand ids takes fifty megabytes. */
const toParameter = (value: unknown): unknown =>
  Array.isArray(value) && value.every((item) => typeof item === 'number') ? `{${value.join(',')}}` : value;

/** After a failed statement as well: the server takes it for a rollback then. Nothing to do outside a transaction. */
export const endReading = async (client: Client, answerTimeoutMs: number): Promise<void> => {
  if (client.getTransactionStatus() !== 'I') await timedQuery(client, 'commit', answerTimeoutMs);
};
