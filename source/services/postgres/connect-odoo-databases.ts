import type { Client } from 'pg';
import type { DatabaseServer } from '../../domain/database-address.ts';
import { UserError } from '../../domain/errors.ts';
import { sanitizeLine } from '../../domain/sanitize.ts';
import { type ConnectOptions, connectClient } from './connect.ts';

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
  select to_regclass('public.ir_module_module') is not null
     and to_regclass('public.mail_mail') is not null as odoo`;

/**
 * The names of the databases of a server that hold an Odoo with mail and let us in, in alphabetical order. Those that
 * refuse us are left out: they are another role's.
 * @throws UserError when not even a maintenance database lets us in.
 */
export const listOdooDatabases = async (
  server: DatabaseServer,
  options: ConnectOptions,
): Promise<readonly string[]> => {
  const names = await listCandidates(server, options);
  const found: string[] = [];
  for (const name of names) {
    if (await holdsOdoo(server, name, options)) found.push(name);
  }
  return found;
};

const listCandidates = async (server: DatabaseServer, options: ConnectOptions): Promise<readonly string[]> => {
  const client = await connectToAny(server, maintenanceDatabases, options);
  return withClient(client, async () => {
    const { rows } = await client.query<{ name: string }>(candidates);
    return rows.map(({ name }) => sanitizeLine(name));
  });
};

const connectToAny = async (
  server: DatabaseServer,
  [database, ...others]: readonly string[],
  options: ConnectOptions,
): Promise<Client> => {
  try {
    return await connectClient({ ...server, database: database ?? server.user }, options);
  } catch (error) {
    if (!(error instanceof UserError) || others.length === 0) throw error;
    // The first sentence is the one to show: the others would only repeat it about a less likely database.
    return connectToAny(server, others, options).catch(() => Promise.reject(error));
  }
};

const holdsOdoo = async (server: DatabaseServer, database: string, options: ConnectOptions): Promise<boolean> => {
  let client: Client;
  try {
    client = await connectClient({ ...server, database }, options);
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
  return withClient(client, async () => {
    const { rows } = await client.query<{ odoo: boolean }>(isOdoo);
    return rows[0]?.odoo === true;
  });
};

const withClient = async <T>(client: Client, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } finally {
    await client.end();
  }
};
