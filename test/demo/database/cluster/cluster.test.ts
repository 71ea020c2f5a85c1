import { existsSync } from 'node:fs';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type Cluster, startCluster } from '../../../../source/demo/database/cluster.ts';
import { formatDsn, withClient } from '../../../../source/demo/database/databases.ts';
import { runCluster } from '../../../support/cluster.ts';

// A start takes about two seconds, on a machine that has nothing else to do.
vi.setConfig({ testTimeout: 120_000 });

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
  const { rows } = await withClient(formatDsn(await runCluster(), 'postgres', 'odoo'), (client) =>
    client.query(
      `select rolname, rolsuper, rolcreatedb from pg_roles where rolname in ('odoo', 'postgres') order by rolname`,
    ),
  );
  expect(rows).toEqual([
    { rolname: 'odoo', rolsuper: false, rolcreatedb: true },
    { rolname: 'postgres', rolsuper: true, rolcreatedb: true },
  ]);
});

test('a wrong password is refused', async () => {
  const dsn = formatDsn(await runCluster(), 'postgres', 'odoo').replace(/:[0-9a-f]+@/, ':wrong@');
  await expect(withClient(dsn, (client) => client.query('select 1'))).rejects.toThrow(/password authentication failed/);
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

test('a stopped cluster leaves neither process nor folder behind, however often it is stopped', async () => {
  const cluster = await start();
  const pid = cluster.pid ?? 0;
  expect(isAlive(pid)).toBe(true);
  await Promise.all([cluster.stop(), cluster.stop()]);
  expect(isAlive(pid)).toBe(false);
  expect(existsSync(cluster.folder)).toBe(false);
  await expect(cluster.resume()).rejects.toThrow(/start another one/);
});

test('an aborted start throws the reason', async () => {
  const controller = new AbortController();
  const starting = startCluster({ signal: controller.signal });
  controller.abort(new Error('enough'));
  await expect(starting).rejects.toThrow('enough');
});
