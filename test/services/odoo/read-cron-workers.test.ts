import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import type { CronWorkers } from '../../../source/domain/odoo/cron-workers.ts';
import { openDemo, watchDemo } from './open.ts';

/** A session as Odoo's cron worker holds it; returns its process id at the server. */
const listen = async (dsn: string, applicationName: string): Promise<number> => {
  const url = new URL(dsn);
  url.pathname = '/postgres';
  const client = new Client({ connectionString: url.href, application_name: applicationName });
  await client.connect();
  onTestFinished(() => client.end());
  await client.query('listen cron_trigger');
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  return rows[0]?.pid ?? 0;
};

const pids = (workers: CronWorkers): readonly number[] =>
  workers.kind === 'counted' ? workers.listening.map(({ pid }) => pid) : [];

test('from 16 on a cron worker is known by the name that it gives itself', async () => {
  const { dsn, odoo } = await watchDemo(16);
  const worker = await listen(dsn, 'odoo-4711');
  const stranger = await listen(dsn, 'psql');
  const nameless = await listen(dsn, '');
  const workers = await odoo.cronWorkers();

  expect(workers).toMatchObject({ kind: 'counted', toldBy: 'application-name' });
  expect(pids(workers)).toContain(worker);
  expect(pids(workers)).not.toContain(stranger);
  expect(pids(workers)).not.toContain(nameless);
  expect(workers.kind === 'counted' && workers.listening.find(({ pid }) => pid === worker)).toMatchObject({
    database: 'postgres',
    role: 'odoo',
    applicationName: 'odoo-4711',
    odooProcess: 4711,
    clientAddress: '127.0.0.1',
  });
});

test('in 15 a cron worker has no name', async () => {
  // Nothing that this reads is in the tables, so another version's may stand in for those of 15.
  const { dsn, odoo } = await openDemo(
    16,
    `update ir_module_module set latest_version = '15.0.1.3' where name = 'base'`,
  );
  const worker = await listen(dsn, '');
  const stranger = await listen(dsn, 'psql');
  const workers = await odoo.cronWorkers();

  expect(workers).toMatchObject({ kind: 'counted', toldBy: 'empty-application-name' });
  expect(pids(workers)).toContain(worker);
  expect(pids(workers)).not.toContain(stranger);
});

test('14 cannot tell', async () => {
  const { dsn, odoo } = await watchDemo(14);
  await listen(dsn, '');

  await expect(odoo.cronWorkers()).resolves.toEqual({ kind: 'not-told', why: 'version' });
});

test('the sessions of this database are listed, our own and those of other databases are not', async () => {
  const { dsn, odoo } = await watchDemo(19);
  const client = new Client({ connectionString: dsn, application_name: 'odoo-12' });
  await client.connect();
  onTestFinished(() => client.end());
  await client.query('begin');
  const sessions = (await odoo.sessions()).filter(({ database }) => database !== 'postgres');

  expect(sessions).toMatchObject([
    { database: odoo.database, applicationName: 'odoo-12', odooProcess: 12, state: 'idle in transaction' },
  ]);
  expect(sessions[0]?.transactionSince).toBeInstanceOf(Date);
});
