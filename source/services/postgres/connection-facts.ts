import type { Client, QueryResult } from 'pg';
import type { DatabaseConnection, Pooler } from '../../domain/database/database-connection.ts';
import { endClient } from './close-client.ts';
import { applicationName } from './read-transaction.ts';
import { timedQuery } from './timed-query.ts';

/** Who answers behind a connection. */
export interface ServerFacts extends Omit<DatabaseConnection, 'pooler' | 'primary'> {
  /** Whether it is PostgreSQL itself: a pooler gives out key data of its own at login. */
  readonly direct: boolean;
}

const facts = `select pg_backend_pid() as pid, pg_is_in_recovery() as standby,
  current_setting('port')::int as port, host(inet_server_addr()) as address`;

/**
 * One round trip, in a transaction of its own. On PostgreSQL itself our name then stays for the session; a pooler would
 * keep it for others.
 */
export const readServerFacts = async (client: Client, answerTimeoutMs: number): Promise<ServerFacts> => {
  const name = `select set_config('application_name', '${applicationName}', false) where pg_backend_pid() = ${processOf(client) ?? 'null'}`;
  const results = await timedQuery(client, `begin read only; ${facts}; ${name}; commit`, answerTimeoutMs);
  // pg answers several statements in one text with a list, which its types do not say.
  const [, asked] = results as unknown as readonly QueryResult<FactsRow>[];
  const row = asked?.rows[0];
  const direct = row?.pid === processOf(client);
  const serverAddress = direct ? null : (row?.address ?? null);
  return { direct, standby: row?.standby === true, serverPort: row?.port ?? 5432, serverAddress };
};

interface FactsRow {
  readonly pid: number;
  readonly standby: boolean;
  readonly port: number;
  readonly address: string | null;
}

/** Where a standby gets its changes from. Told from PostgreSQL 11 on, and only to pg_read_all_stats; null otherwise. */
export const readPrimary = async (client: Client, answerTimeoutMs: number): Promise<DatabaseConnection['primary']> => {
  const text = 'select sender_host as host, sender_port as port from pg_stat_wal_receiver';
  try {
    const { rows } = await timedQuery<{ host: string | null; port: number | null }>(client, text, answerTimeoutMs);
    const { host = null, port = null } = rows[0] ?? {};
    return host === null || port === null ? null : { host, port };
  } catch {
    return null;
  }
};

/** The pid in the key data of the login. */
const processOf = (client: Client): number | null => (client as Client & { processID: number | null }).processID;

/** Above 2^22 or below 1 it is no process id (Linux: PID_MAX_LIMIT), so a pooler made it up. */
export const isPoolerKey = (client: Client): boolean => {
  const pid = processOf(client);
  return pid !== null && (pid > 2 ** 22 || pid < 1);
};

const patienceMs = 1_000;
const rounds = 3;

/**
 * How the pooler lends its connections, found out by reading alone. In statement mode there is no transaction. Between
 * two transactions of ours the server's connection stays ours in session mode only: otherwise we get another one, or a
 * second client of ours gets the same. Not being caught sharing in a few rounds passes for session mode.
 */
export const findPooling = async (
  client: Client,
  openSecond: () => Promise<Client>,
): Promise<Exclude<Pooler, 'none'>> => {
  const first = await readPid(client);
  if (first === undefined) return 'statement';
  // Twice the same client first: a pooler that takes its servers in turn is told by that.
  if ((await readPid(client)) !== first) return 'transaction';
  let second: Client;
  try {
    second = await openSecond();
  } catch {
    // No room for a second client.
    return 'session';
  }
  try {
    for (let round = 0; round < rounds; round += 1) {
      const theirs = await readPid(second);
      if (theirs === first || (await readPid(client)) !== first) return 'transaction';
    }
    return 'session';
  } catch {
    // The second client waits for a server although ours is idle: so ours is kept for us.
    return 'session';
  } finally {
    await endClient(second);
  }
};

const inTransaction = "select pg_backend_pid() as pid, current_setting('transaction_read_only') as read_only";

/** Whose connection the pooler lends for a transaction; undefined when it knows no transactions. */
const readPid = async (client: Client): Promise<number | undefined> => {
  try {
    await timedQuery(client, 'begin read only', patienceMs);
    const { rows } = await timedQuery<{ pid: number; read_only: string }>(client, inTransaction, patienceMs);
    if (client.getTransactionStatus() !== 'I') await timedQuery(client, 'commit', patienceMs);
    return rows[0]?.read_only === 'on' ? rows[0].pid : undefined;
  } catch (error) {
    if (isTransactionRefused(error)) return undefined;
    throw error;
  }
};

/** PgBouncer: "transaction blocks not allowed in statement pooling mode", and it ends the connection. */
const isTransactionRefused = (error: unknown): boolean =>
  error instanceof Error && /statement pool/i.test(error.message);

/** What a pooler that refuses transactions still tells in one statement: where PostgreSQL is. */
export const readStatementMode = async (client: Client): Promise<DatabaseConnection> => {
  try {
    const { rows } = await timedQuery<FactsRow>(client, facts, patienceMs);
    const { port: serverPort = 5432, address: serverAddress = null, standby = false } = rows[0] ?? {};
    return { pooler: 'statement', standby, serverPort, serverAddress, primary: null };
  } finally {
    await endClient(client);
  }
};
