import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { formatDsn, withClient } from '../../../source/demo/database/databases.ts';
import { runCluster } from '../../support/cluster.ts';
import { createEmptyDatabase, outerSeries } from '../../support/postgres.ts';
import { startBehaviour } from '../smtp/start-behaviour.ts';
import { createSmallOdoo, queueCron, type SmallOdoo } from './small-odoo.ts';
import { startRunner, waitForRun } from './start-runner.ts';

/** The connections of Odoo, as anyone sees them in pg_stat_activity. */
const connections = async (odoo: SmallOdoo) =>
  withClient(formatDsn(await runCluster(), 'postgres', 'postgres'), async (client) => {
    const { rows } = await client.query<{ database: string; name: string }>(
      `select datname as database, application_name as name from pg_stat_activity
       where datname in ($1, 'postgres') and usename = 'odoo' order by 1, 2`,
      [odoo.database.name],
    );
    return rows;
  });

const notify = async (database: string) =>
  withClient(formatDsn(await runCluster(), 'postgres', 'odoo'), (client) =>
    client.query(`select pg_notify('cron_trigger', $1)`, [database]),
  );

const state = async (odoo: SmallOdoo, mail: number) => (await odoo.readMail(mail))?.state;

describe.each(outerSeries)('Odoo %i', (series) => {
  test('a run moves nextcall past now in whole intervals', async () => {
    const odoo = await createSmallOdoo(series);
    await startRunner(odoo);
    await waitForRun(odoo);
    const { due, active, nextcall } = await odoo.readCron();
    expect({ due, active }).toEqual({ due: false, active: true });
    expect(nextcall.getMinutes()).toBe(30);
  });

  test('a queue that is switched off does not run', async () => {
    const odoo = await createSmallOdoo(series);
    await odoo.database.query('update ir_cron set active = not active');
    await startRunner(odoo);
    const other = 'select lastcall is not null as ran from ir_cron where id = 1';
    await expect.poll(() => odoo.database.query(other), { timeout: 20_000 }).toEqual([{ ran: true }]);
    expect(await odoo.readCron()).toMatchObject({ ran: false });
  });

  test('modules that wait for an upgrade keep every job from running', async () => {
    const odoo = await createSmallOdoo(series);
    await odoo.database.query(`insert into ir_module_module (name, state) values ('sale', 'to upgrade')`);
    const good = await startBehaviour('good');
    await odoo.addServer({ port: good.port });
    const mail = await odoo.queueMail({ emailTo: 'ann@customer.example' });
    await startRunner(odoo, { pollMs: 100 });
    await expect.poll(async () => (await connections(odoo)).length, { timeout: 20_000 }).toBeGreaterThan(1);
    await odoo.database.query(`update ir_module_module set state = 'installed'`);
    await expect.poll(() => state(odoo, mail), { timeout: 20_000 }).toBe('sent');
  });
});

describe.each(outerSeries.filter((series) => series >= 15))('Odoo %i', (series) => {
  test('a retry is sent as soon as the queue is called', async () => {
    const good = await startBehaviour('good');
    const odoo = await createSmallOdoo(series);
    await odoo.addServer({ port: good.port });
    const mail = await odoo.queueMail({ emailTo: 'ann@customer.example', state: 'exception' });
    await startRunner(odoo);
    await waitForRun(odoo);
    expect(await state(odoo, mail)).toBe('exception');

    await odoo.database.query(`update mail_mail set state = 'outgoing' where id = $1`, [mail]);
    await odoo.database.query(
      `insert into ir_cron_trigger (cron_id, call_at) values ($1, date_trunc('second', now() at time zone 'UTC'))`,
      [queueCron],
    );
    await notify(odoo.database.name);

    await expect.poll(() => state(odoo, mail), { timeout: 20_000 }).toBe('sent');
    await expect.poll(() => odoo.database.query('select id from ir_cron_trigger'), { timeout: 20_000 }).toEqual([]);
    expect(good.messages).toHaveLength(1);
  });

  test('while the job is locked by somebody else it is left alone', async () => {
    const odoo = await createSmallOdoo(series);
    await withClient(odoo.database.dsn, async (client) => {
      await client.query('begin');
      await client.query('select id from ir_cron where id = $1 for no key update', [queueCron]);
      await odoo.database.query('update ir_cron set active = true where id = 1');
      await startRunner(odoo, { pollMs: 100 });
      const other = 'select lastcall is not null as ran from ir_cron where id = 1';
      await expect.poll(() => odoo.database.query(other), { timeout: 20_000 }).toEqual([{ ran: true }]);
      expect(await odoo.readCron()).toMatchObject({ ran: false });
      await client.query('rollback');
    });
    await waitForRun(odoo);
  });
});

test('14 does not listen; its connections are nameless, as are those of 15', async () => {
  const odoo = await createSmallOdoo(14);
  await startRunner(odoo);
  await waitForRun(odoo);
  const seen = await connections(odoo);
  expect(seen.filter(({ database }) => database === odoo.database.name).map(({ name }) => name)).toContain('');
});

test('since 16 the runner can be told by its name, in postgres and in the Odoo database', async () => {
  const odoo = await createSmallOdoo(17);
  await startRunner(odoo);
  await waitForRun(odoo);
  const name = `odoo-${process.pid}`;
  expect(await connections(odoo)).toEqual(
    expect.arrayContaining([
      { database: odoo.database.name, name },
      { database: 'postgres', name },
    ]),
  );
});

test('20 listens in the database that db_system names, and in no other', async () => {
  const good = await startBehaviour('good');
  const odoo = await createSmallOdoo(20);
  await odoo.addServer({ port: good.port });
  const system = await createEmptyDatabase();
  await startRunner(odoo, { systemDatabase: system.name });
  await waitForRun(odoo);
  const mail = await odoo.queueMail({ emailTo: 'ann@customer.example' });
  await odoo.database.query(`insert into ir_cron_trigger (cron_id, call_at) values ($1, '2020-01-01')`, [queueCron]);
  const listening = `select datname as database from pg_stat_activity where query = 'listen cron_trigger' and application_name = $1`;
  expect(await system.query(listening, [`odoo-${process.pid}`])).toEqual([{ database: system.name }]);

  await system.query(`select pg_notify('cron_trigger', $1)`, [odoo.database.name]);
  await expect.poll(() => state(odoo, mail), { timeout: 20_000 }).toBe('sent');
});

const progressOf = (odoo: SmallOdoo) =>
  odoo.database.query<{ done: number; remaining: number; timeouts: number }>(
    'select done, remaining, timed_out_counter as timeouts from ir_cron_progress order by id',
  );

test('one call empties all batches in 20, and each run says how far it came', async () => {
  const good = await startBehaviour('good');
  const odoo = await createSmallOdoo(20);
  await odoo.addServer({ port: good.port });
  await odoo.setParameter('mail.mail.queue.batch.size', '2');
  for (const name of ['a', 'b', 'c', 'd', 'e']) await odoo.queueMail({ emailTo: `${name}@customer.example` });
  await startRunner(odoo);
  await waitForRun(odoo);
  expect(await progressOf(odoo)).toEqual([
    { done: 2, remaining: 3, timeouts: 0 },
    { done: 2, remaining: 1, timeouts: 0 },
    { done: 1, remaining: 0, timeouts: 0 },
  ]);
  expect(good.messages).toHaveLength(5);
});

test('while 20 sends, everybody sees how many mails are left', async () => {
  const odoo = await createSmallOdoo(20);
  const good = await startBehaviour('good');
  const mute = await startMuteServer();
  await odoo.addServer({ port: good.port, fromFilter: 'example.com' });
  const slow = await odoo.addServer({ port: mute.port, sequence: 20 });
  await odoo.queueMail({ emailTo: 'ann@customer.example' });
  await odoo.queueMail({ emailTo: 'bob@customer.example', serverId: slow });
  await startRunner(odoo, { smtpTimeoutMs: 30_000 });
  await expect.poll(() => progressOf(odoo), { timeout: 20_000 }).toEqual([{ done: 1, remaining: 1, timeouts: 1 }]);
  mute.hangUp();
});

/** It accepts connections and says nothing, until it hangs up on all of them: nobody has to wait for a time-out. */
const startMuteServer = async () => {
  const sockets: Socket[] = [];
  const server = createServer((socket) => sockets.push(socket.on('error', () => undefined)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const hangUp = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  onTestFinished(() => {
    hangUp();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { port, hangUp };
};

describe('Three runs in a row that were killed', () => {
  const leave = (odoo: SmallOdoo, done: number) =>
    odoo.database.query(
      'insert into ir_cron_progress (cron_id, done, remaining, timed_out_counter) values ($1, $2, 5, 3)',
      [queueCron, done],
    );

  test('count as a failure where nothing was done', async () => {
    const odoo = await createSmallOdoo(20);
    const mail = await odoo.queueMail({});
    await leave(odoo, 0);
    await startRunner(odoo);
    await waitForRun(odoo);
    expect(await state(odoo, mail)).toBe('outgoing');
    expect(await odoo.database.query('select failure_count from ir_cron where id = $1', [queueCron])).toEqual([
      { failure_count: 1 },
    ]);
    expect(await progressOf(odoo)).toEqual([{ done: 0, remaining: 5, timeouts: 0 }]);
  });

  test('do not where some mails were sent', async () => {
    const odoo = await createSmallOdoo(20);
    const mail = await odoo.queueMail({});
    await leave(odoo, 40);
    await startRunner(odoo);
    await waitForRun(odoo);
    expect(await state(odoo, mail)).toBe('exception');
  });
});

test('a parameter without a value is none for 20', async () => {
  const good = await startBehaviour('good');
  const odoo = await createSmallOdoo(20);
  await odoo.addServer({ port: good.port });
  for (const key of ['mail.mail.queue.batch.size', 'mail.session.batch.size', 'mail.default.from_filter']) {
    await odoo.setParameter(key, null);
  }
  const mail = await odoo.queueMail({ emailTo: 'ann@customer.example' });
  await startRunner(odoo);
  await waitForRun(odoo);
  expect(await state(odoo, mail)).toBe('sent');
});

test('a job with no calls left is switched off (until 17)', async () => {
  const odoo = await createSmallOdoo(17);
  await odoo.database.query('update ir_cron set numbercall = 1 where id = $1', [queueCron]);
  await startRunner(odoo);
  await waitForRun(odoo);
  expect(await odoo.readCron()).toMatchObject({ active: false });
});

test('connections that PostgreSQL cuts are opened again', async () => {
  const odoo = await createSmallOdoo(18);
  await startRunner(odoo);
  await waitForRun(odoo);
  await withClient(formatDsn(await runCluster(), 'postgres', 'postgres'), (client) =>
    client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and application_name = $2',
      [odoo.database.name, `odoo-${process.pid}`],
    ),
  );
  await odoo.database.query('update ir_cron set nextcall = now(), lastcall = null where id = $1', [queueCron]);
  await waitForRun(odoo);
});
