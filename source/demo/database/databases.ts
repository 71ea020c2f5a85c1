import { Client, escapeIdentifier } from 'pg';

/** The two roles of the demo's server: its superuser, and the owner of the Odoo databases, who is none. */
export type Role = 'postgres' | 'odoo';

/** How to reach the demo's PostgreSQL from any process on this machine. Plain data: it travels between processes. */
export interface ClusterAddress {
  readonly port: number;
  readonly passwords: Readonly<Record<Role, string>>;
  /** Where its Unix socket lies. */
  readonly socketFolder: string;
}

export interface CreateDatabaseOptions {
  /** The database to copy; nobody may be connected to it meanwhile. */
  readonly template?: string;
  readonly owner?: Role;
}

/** A libpq URI on 127.0.0.1 that psql accepts. It holds the role's password. */
export function formatDsn(address: ClusterAddress, database: string, role: Role): string {
  return `postgres://${role}:${address.passwords[role]}@127.0.0.1:${address.port}/${encodeURIComponent(database)}`;
}

/** The statement that creates a database, empty or as a copy, owned by `odoo` unless told otherwise. */
export function formatCreateDatabase(
  name: string,
  { template = 'template1', owner = 'odoo' }: CreateDatabaseOptions = {},
): string {
  // file_copy is three times faster than the default for a database of some 60 MB, and here durability costs nothing.
  return `create database ${escapeIdentifier(name)} template ${escapeIdentifier(template)} owner ${owner} strategy file_copy`;
}

/** Creates a database of that kind. */
export async function createDatabase(
  address: ClusterAddress,
  name: string,
  options?: CreateDatabaseOptions,
): Promise<void> {
  await administrate(address, formatCreateDatabase(name, options));
}

/** Drops a database whoever is still connected; one that does not exist is no error. */
export async function dropDatabase(address: ClusterAddress, name: string): Promise<void> {
  await administrate(address, `drop database if exists ${escapeIdentifier(name)} with (force)`);
}

async function administrate(address: ClusterAddress, statement: string): Promise<void> {
  await withClient(formatDsn(address, 'postgres', 'postgres'), (client) => client.query(statement));
}

/** Connects, lets `work` have the connection, and closes it whatever happens. */
export async function withClient<Result>(dsn: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: dsn, application_name: 'odoo-mail-doctor demo', ssl: false });
  // The query under way fails by itself when the server goes; without a listener Node would end the process as well.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
