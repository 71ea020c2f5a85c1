import { existsSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { type Cluster, startCluster } from '../../../source/demo/database/cluster.ts';
import { withClient } from '../../../source/demo/database/databases.ts';

async function start(): Promise<Cluster> {
  const cluster = await startCluster();
  onTestFinished(() => cluster.stop());
  return cluster;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('a cluster has a superuser, and an owner of the Odoo databases who is none', async () => {
  const cluster = await start();
  const { rows } = await withClient(cluster.dsn('postgres'), (client) =>
    client.query('select rolname, rolsuper, rolcreatedb from pg_roles where rolcanlogin order by 1'),
  );
  expect(rows).toEqual([
    { rolname: 'odoo', rolsuper: false, rolcreatedb: true },
    { rolname: 'postgres', rolsuper: true, rolcreatedb: true },
  ]);
});

test('a cluster leaves neither process nor folder behind, also when it is stopped twice', async () => {
  const cluster = await start();
  const pid = cluster.pid ?? 0;
  expect(isAlive(pid)).toBe(true);
  await Promise.all([cluster.stop(), cluster.stop()]);
  expect(isAlive(pid)).toBe(false);
  expect(existsSync(cluster.folder)).toBe(false);
});

test('a halted cluster comes back on the same port with its data', async () => {
  const cluster = await start();
  await cluster.createDatabase('acme');
  await cluster.halt();
  await expect(withClient(cluster.dsn('acme'), (client) => client.query('select 1'))).rejects.toThrow(/ECONNREFUSED/);
  await cluster.resume();
  const { rows } = await withClient(cluster.dsn('acme'), (client) => client.query('select current_database() as name'));
  expect(rows).toEqual([{ name: 'acme' }]);
});

test('a wrong password is refused', async () => {
  const cluster = await start();
  const dsn = cluster.dsn('postgres').replace(/:[0-9a-f]+@/, ':wrong@');
  await expect(withClient(dsn, (client) => client.query('select 1'))).rejects.toThrow(/password authentication failed/);
});
