import type { Client, QueryResult } from 'pg';
import { inlineValues } from '../../domain/database/inline-values.ts';
import type { SqlValue } from './database.ts';
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
const publicToo = `case when not 'public' = any (current_schemas(false)) then set_config('search_path',
  case current_setting('search_path') when '' then 'public' else current_setting('search_path') || ', public' end, true) end`;

export const findPublicToo = `select ${publicToo}`;

const begin = 'begin isolation level read committed read only';
const end = 'commit';

/**
 * Begins a transaction in which the server itself refuses writes and ends what takes too long. All of it is local to
 * the transaction: on a connection that a pooler lends to others, whatever is set for the session stays for them. We
 * take one core at most, and compiling our short statements costs more than it saves. What is set is set by one
 * statement that gives no row, as the answers to ten cost more than those to a look.
 */
const beginReading = ({ statementTimeoutMs, lockTimeoutMs }: ReadLimits): readonly string[] => {
  const settings = {
    statement_timeout: Math.ceil(statementTimeoutMs),
    lock_timeout: lockTimeoutMs,
    idle_in_transaction_session_timeout: 10_000,
    application_name: applicationName,
    timezone: 'UTC',
    datestyle: 'ISO',
    max_parallel_workers_per_gather: 0,
  };
  const set = Object.entries(settings).map(([name, value]) => `set_config('${name}', '${value}', true)`);
  // From PostgreSQL 11 on.
  const uncompiled = "case when current_setting('jit', true) is not null then set_config('jit', 'off', true) end";
  return [begin, `select where num_nulls(${[...set, uncompiled, publicToo].join(', ')}) < 0`];
};

interface Limits extends ReadLimits {
  /** How long a server that says nothing is waited for before a transaction has begun. */
  readonly answerTimeoutMs: number;
  /** Whether the transaction begins and ends in the message that asks: one round trip instead of three. */
  readonly atOnce: boolean;
}

interface Reading extends Limits {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

/** Longer than the server's own limit, for a server that no longer answers at all. */
const graceMs = 5_000;

/** Longer values travel apart from the text. */
const longestText = 8_000;

/** The rows of one statement in a transaction of its own, which is still to be ended with `endReading`. */
export const readInTransaction = async <Row extends object>(
  client: Client,
  { text, values, ...limits }: Reading,
): Promise<Row[]> => {
  const whole = limits.atOnce ? inlineValues(text, values) : undefined;
  if (whole !== undefined && whole.length <= longestText) {
    const [rows = []] = await readTogether(client, { texts: [whole], ...limits });
    return rows as Row[];
  }
  await startReading(client, limits);
  const { rows } = await timedQuery<Row>(client, text, limits.statementTimeoutMs + graceMs, values.map(toParameter));
  return rows;
};

const startReading = async (client: Client, limits: Limits, ...more: readonly string[]): Promise<void> => {
  await timedQuery(client, [...beginReading(limits), ...more].join(between), limits.answerTimeoutMs);
};

/** So many rows are a few hundred kilobytes. */
const rowsAtOnce = 2_000;

/**
 * The same, some rows at a time: through a cursor, so that what was not taken yet waits on the server. PostgreSQL plans
 * for the whole answer, not for its beginning.
 */
export const readInPieces = async <Row extends object>(
  client: Client,
  { text, values, ...limits }: Reading,
  take: (rows: readonly Row[]) => void,
): Promise<void> => {
  const timeoutMs = limits.statementTimeoutMs + graceMs;
  await startReading(client, limits, 'set local cursor_tuple_fraction = 1');
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
  { texts, ...limits }: Limits & { readonly texts: readonly string[] },
): Promise<readonly object[][]> => {
  const timeoutMs = limits.statementTimeoutMs + graceMs;
  if (!limits.atOnce) {
    await startReading(client, limits);
    return await queryAll(client, texts, timeoutMs);
  }
  const before = beginReading(limits);
  const answers = await queryAll(client, [...before, ...texts, end], timeoutMs);
  return answers.slice(before.length, -1);
};

/** Between the statements of a message, each of which may end in a remark. */
const between = '\n;\n';

/** What a message asks, without the transaction that begins and ends in it. */
export const withoutTransaction = (message: string): string => {
  const statements = message.split(between);
  return statements[0] === begin && statements.at(-1) === end ? statements.slice(2, -1).join('; ') : message;
};

/** The server limits each of them by itself (from PostgreSQL 13 on; before, all of them). */
export const queryAll = async (
  client: Client,
  texts: readonly string[],
  timeoutMs: number,
): Promise<readonly object[][]> => {
  const results: unknown = await timedQuery(client, texts.join(between), texts.length * timeoutMs);
  // pg answers several statements in one text with a list, which its types do not say.
  return [results].flat().map((result) => (result as QueryResult).rows);
};

/** The driver quotes each element of a list by itself, which for two hundred thousand ids takes fifty megabytes. */
const toParameter = (value: unknown): unknown =>
  Array.isArray(value) && value.every((item) => typeof item === 'number') ? `{${value.join(',')}}` : value;

/**
 * After a failed statement as well: the server takes it for a rollback then. Nothing to do outside a transaction; the
 * driver tells what failed before it hears that the transaction is still open.
 */
export const endReading = async (client: Client, answerTimeoutMs: number, error?: unknown): Promise<void> => {
  if (error !== undefined || client.getTransactionStatus() !== 'I') await timedQuery(client, end, answerTimeoutMs);
};
