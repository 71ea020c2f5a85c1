import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cluster, startCluster } from '../../../source/demo/database/cluster.ts';
import { withClient } from '../../../source/demo/database/databases.ts';
import type { DatabaseServer } from '../../../source/domain/database/database-address.ts';
import { Secret } from '../../../source/domain/secret.ts';
import { listDatabases } from '../../../source/services/postgres/connect-odoo-databases.ts';

const options = { timeoutMs: 10_000 };
let cluster: Cluster;

const namesOf = async (server: DatabaseServer, holds = 'odoo'): Promise<readonly string[]> =>
  (await listDatabases(server, options)).filter((each) => each.holds === holds).map(({ name }) => name);

const serverOf = (password: string): DatabaseServer => ({
  host: '127.0.0.1',
  port: cluster.port,
  user: 'odoo',
  password: new Secret(password),
});

beforeAll(async () => {
  cluster = await startCluster();
  const tables: Readonly<Record<string, string>> = {
    staging: 'create table ir_module_module (); create table mail_mail ();',
    acme: 'create table ir_module_module (); create table mail_mail ();',
    odoo_without_mail: 'create table ir_module_module ();',
    wordpress: 'create table posts ();',
    closed: 'create table ir_module_module (); create table mail_mail ();',
  };
  for (const [name, statements] of Object.entries(tables)) {
    await cluster.createDatabase(name);
    await withClient(cluster.dsn(name), (client) => client.query(statements));
  }
  await withClient(cluster.dsn('postgres', 'postgres'), async (client) => {
    await client.query('revoke connect on database closed from public, odoo');
    await client.query('alter database closed owner to postgres');
  });
});

afterAll(() => cluster.stop());

describe('the Odoo databases of a server', () => {
  test('are those with mail that let us in, by name', async () => {
    expect(await namesOf(serverOf(cluster.address.passwords.odoo))).toEqual(['acme', 'staging']);
  });

  test('are told from those of others, and from those that do not say what they are', async () => {
    const toPostgres = (statement: string): Promise<unknown> =>
      withClient(cluster.dsn('postgres', 'postgres'), (client) => client.query(statement));
    await toPostgres('alter database staging connection limit 0');
    try {
      const server = serverOf(cluster.address.passwords.odoo);
      expect(await namesOf(server, 'other')).toEqual(['odoo_without_mail', 'wordpress']);
      expect(await namesOf(server, 'not-known')).toEqual(['staging']);
      const known = new Map([['staging', 'odoo' as const]]);
      expect(await listDatabases(server, options, known)).toContainEqual({ name: 'staging', holds: 'odoo' });
    } finally {
      await toPostgres('alter database staging connection limit -1');
    }
  });

  test('are found through template1 when the database postgres is closed to us', async () => {
    const toPostgres = (statement: string): Promise<unknown> =>
      withClient(cluster.dsn('template1', 'postgres'), (client) => client.query(statement));
    await toPostgres('revoke connect on database postgres from public');
    try {
      expect(await namesOf(serverOf(cluster.address.passwords.odoo))).toEqual(['acme', 'staging']);
    } finally {
      await toPostgres('grant connect on database postgres to public');
    }
  });

  test('are not told when the password is wrong', async () => {
    await expect(listDatabases(serverOf('wrong'), options)).rejects.toThrow('refused the password of odoo');
  });
});
