import { DatabaseError } from 'pg';
import type { DatabaseServer } from '../../domain/database/database-address.ts';
import { insufficientPrivilege } from '../../domain/database/sql-state.ts';
import { ProbeError, UserError } from '../../domain/errors.ts';
import { sanitizeLine } from '../../domain/sanitize.ts';
import { createLimit } from '../../lib/limit.ts';
import { connectClient, type PostgresConnectOptions } from './connect-postgres.ts';
import { PostgresSession } from './postgres-session.ts';

/** Databases that every cluster has; Odoo keeps to the first for its own cron connections. */
const maintenanceDatabases = ['postgres', 'template1'] as const;

const candidates = `
  select datname as name
    from pg_database
   where datallowconn and not datistemplate and datname <> 'postgres'
     and has_database_privilege(datname, 'CONNECT')
   order by datname`;

/** An Odoo database with mail: the module table names Odoo, the queue's table the module `mail`. */
const isOdoo = `
  select to_regclass('ir_module_module') is not null and to_regclass('mail_mail') is not null as odoo`;

/** A database of a server that lets us in, as far as its privileges tell. */
export interface ListedDatabase {
  readonly name: string;
  /** `not-known`: it did not say whether it is an Odoo's; looking at it says why. */
  readonly holds: 'odoo' | 'other' | 'not-known';
}

/** So many are asked at once: one that does not answer keeps only its own place. Where some are watched, they have the others. */
const mostAsked = { first: 3, again: 1 } as const;

/**
 * The databases of a server, in alphabetical order, and which of them hold an Odoo with mail. Those that the role may not
 * connect to are left out: they are another's. `known` are not asked again, and hold what is said of them.
 * @throws UserError when not even a maintenance database lets us in; ProbeError when it does not answer.
 */
export const listDatabases = async (
  server: DatabaseServer,
  options: PostgresConnectOptions,
  known?: ReadonlyMap<string, ListedDatabase['holds']>,
): Promise<readonly ListedDatabase[]> => {
  const names = await listCandidates(server, options);
  const limit = createLimit(known === undefined ? mostAsked.first : mostAsked.again);
  const signal = options.signal ?? new AbortController().signal;
  return await Promise.all(
    names.map(async (name) => ({
      name,
      holds: known?.get(name) ?? (await limit(signal, () => askWhatItHolds(server, name, options))),
    })),
  );
};

const listCandidates = async (
  server: DatabaseServer,
  options: PostgresConnectOptions,
  [database = server.user, ...others]: readonly string[] = maintenanceDatabases,
): Promise<readonly string[]> => {
  try {
    const rows = await ask<{ name: string }>(server, database, candidates, options);
    return rows.map(({ name }) => sanitizeLine(name));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // The first sentence is the one to show: the others would only repeat it about a less likely database.
    if (others.length > 0) return listCandidates(server, options, others).catch(() => Promise.reject(withName(error)));
    throw withName(error);
  }
};

/** No such database, no right to connect to it, no rule in pg_hba.conf; a pooler's own refusals. */
const aboutDatabase = new Set(['3D000', insufficientPrivilege, '28000', '08P01']);

/** A server that answers and refuses this database may well let us into the one that is meant. */
const withName = (error: UserError): UserError =>
  error.cause instanceof DatabaseError && aboutDatabase.has(error.cause.code ?? '')
    ? new UserError(
        `${error.message} It was asked for a list of databases, because none was named.`,
        'Name the database that is meant: -d NAME.',
        { cause: error.cause },
      )
    : error;

const askWhatItHolds = async (
  server: DatabaseServer,
  database: string,
  options: PostgresConnectOptions,
): Promise<ListedDatabase['holds']> => {
  try {
    const [row] = await ask<{ odoo: boolean }>(server, database, isOdoo, options);
    return row?.odoo === true ? 'odoo' : 'other';
  } catch (error) {
    options.signal?.throwIfAborted();
    if (error instanceof UserError || error instanceof ProbeError) return 'not-known';
    throw error;
  }
};

/** One statement on a connection of its own. */
const ask = async <Row extends object>(
  server: DatabaseServer,
  database: string,
  text: string,
  options: PostgresConnectOptions,
): Promise<Row[]> => {
  const { signal, timeoutMs } = options;
  const session = new PostgresSession((given) => connectClient({ ...server, database }, { timeoutMs, ...given }), {
    name: `database '${database}' at ${server.host}, port ${server.port}`,
    size: 1,
    answerTimeoutMs: timeoutMs,
  });
  try {
    return await session.query<Row>(text, [], signal === undefined ? {} : { signal });
  } finally {
    await session.close();
  }
};
