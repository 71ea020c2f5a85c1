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
  const { dsn, odoo } = await watchDemo(19);
  const cron = await queueCronId(odoo);
  await begin(dsn, `select id from ir_cron where id <> ${cron} for no key update`);

  await expect(odoo.queueLock(cron)).resolves.toEqual({ kind: 'free' });
});

test('a run is known although somebody adds a trigger meanwhile', async () => {
  const { dsn, odoo } = await watchDemo(19);
  const cron = await queueCronId(odoo);
  const run = await begin(dsn, `select id from ir_cron where id = ${cron} for no key update`);
  await begin(dsn, `insert into ir_cron_trigger (cron_id, call_at) values (${cron}, '2026-11-24 10:00')`);

  await expect(odoo.queueLock(cron)).resolves.toMatchObject({ kind: 'held', by: { pid: run.pid } });
});

test('triggers added by two transactions are no run', async () => {
  const { dsn, odoo } = await watchDemo(19);
  const cron = await queueCronId(odoo);
  for (const second of ['00', '01']) {
    await begin(dsn, `insert into ir_cron_trigger (cron_id, call_at) values (${cron}, '2026-11-24 10:00:${second}')`);
  }

  await expect(odoo.queueLock(cron)).resolves.toEqual({ kind: 'free' });
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
  const { dsn, odoo } = await watchDemo(19);
  await begin(dsn, 'select count(*) from mail_mail');

  await expect(odoo.mailLocks()).resolves.toEqual([]);
});
