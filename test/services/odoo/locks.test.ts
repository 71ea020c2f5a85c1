import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { seriesUnderTest } from '../../support/postgres.ts';
import { queueCronId, watchDemo } from './open.ts';

interface Session {
  readonly client: Client;
  readonly pid: number;
}

const begin = async (dsn: string, statement: string): Promise<Session> => {
  const client = new Client({ connectionString: dsn, application_name: 'odoo-99' });
  await client.connect();
  onTestFinished(() => client.end());
  await client.query('begin');
  await client.query(statement);
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  return { client, pid: rows[0]?.pid ?? 0 };
};

test.each(seriesUnderTest)('Odoo %i: a run of the queue is known by the lock on its cron', async (series) => {
  const { dsn, odoo } = await watchDemo(series);
  const cron = await queueCronId(odoo);
  await expect(odoo.queueLock(cron)).resolves.toEqual({ kind: 'free' });

  const mode = series === 14 ? 'update' : 'no key update';
  const run = await begin(dsn, `select id from ir_cron where id = ${cron} for ${mode}`);
  await expect(odoo.queueLock(cron)).resolves.toMatchObject({
    kind: 'held',
    by: { pid: run.pid, odooProcess: 99, state: 'idle in transaction' },
  });

  await run.client.query('rollback');
  await expect(odoo.queueLock(cron)).resolves.toEqual({ kind: 'free' });
});

test('a run of another cron is not taken for one of the queue', async () => {
  const { dsn, odoo } = await watchDemo(18);
  const cron = await queueCronId(odoo);
  await begin(dsn, `select id from ir_cron where id <> ${cron} for no key update`);

  await expect(odoo.queueLock(cron)).resolves.toEqual({ kind: 'free' });
});

test('a lock that others share is told as a perhaps', async () => {
  const { dsn, odoo } = await watchDemo(18);
  const cron = await queueCronId(odoo);
  const run = await begin(dsn, `select id from ir_cron where id = ${cron} for no key update`);
  const trigger = await begin(dsn, `select id from ir_cron where id = ${cron} for key share`);
  const lock = await odoo.queueLock(cron);

  expect(lock.kind).toBe('perhaps-held');
  expect(lock.kind === 'perhaps-held' && new Set(lock.candidates.map(({ pid }) => pid))).toEqual(
    new Set([run.pid, trigger.pid]),
  );
});

test.each(seriesUnderTest)('Odoo %i: who holds and who awaits locks on the mail tables is told', async (series) => {
  const { dsn, odoo } = await watchDemo(series);
  const holder = await begin(dsn, `update mail_mail set state = 'sent' where id = 1`);
  const waiter = await begin(dsn, 'select 1');
  const waiting = waiter.client.query('lock table mail_mail in share mode');
  await expect
    .poll(() => odoo.mailLocks())
    .toMatchObject([
      { pid: holder.pid, blockedBy: [], locks: [{ table: 'mail_mail', mode: 'RowExclusiveLock', granted: true }] },
      { pid: waiter.pid, blockedBy: [holder.pid], locks: [{ table: 'mail_mail', mode: 'ShareLock', granted: false }] },
    ]);
  await holder.client.query('rollback');
  await waiting;
});

test('whoever only reads is not among the lock holders', async () => {
  const { dsn, odoo } = await watchDemo(18);
  await begin(dsn, 'select count(*) from mail_mail');

  await expect(odoo.mailLocks()).resolves.toEqual([]);
});
