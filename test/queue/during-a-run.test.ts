import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { LiveQueue } from '../../source/queue/live-queue.ts';
import { LiveQueueReader } from '../../source/services/odoo/live-queue/reader.ts';
import { createDemoDatabase } from '../support/postgres.ts';
import { openSession } from '../support/session.ts';

const mails = 600;
const firstId = 900_001;

/** A queue of waiting mails, and a run of Odoo's that holds the cron's row until the test is over. */
const openRun = async (now = Date.now) => {
  const database = await createDemoDatabase();
  await database.query(
    `insert into mail_message (id, message_type) select $1::int + n, 'email' from generate_series(0, $2::int - 1) n`,
    [firstId, mails],
  );
  await database.query(
    `insert into mail_mail (id, mail_message_id, state, create_date)
     select $1::int + n, $1::int + n, 'outgoing', now() at time zone 'UTC' from generate_series(0, $2::int - 1) n`,
    [firstId, mails],
  );
  const runner = new Client({ connectionString: database.dsn });
  await runner.connect();
  onTestFinished(() => runner.end());
  await runner.query('begin; select from ir_cron limit 1 for no key update');
  const send = (from: number, count: number): Promise<unknown> =>
    database.query(`update mail_mail set state = 'sent' where id >= $1 and id < $1 + $2`, [firstId + from, count]);
  const queue = new LiveQueue(new LiveQueueReader(openSession(database.dsn), 180_000), now);
  const look = async (): Promise<number> => {
    const { departed, passedThrough } = await queue.refresh({});
    return departed.filter(({ became }) => became === 'sent').length + passedThrough;
  };
  return { database, queue, send, look };
};

test('each mail that a run sends is counted once, however long the run holds its transaction open', async () => {
  const { queue, send, look } = await openRun();
  await queue.start({});

  const seen: number[] = [];
  for (const from of [0, 100, 200, 300]) {
    await send(from, 100);
    seen.push(await look());
  }
  seen.push(await look());

  expect(seen).toEqual([100, 100, 100, 100, 0]);
});

test('what a run sent before anybody looked is no news', async () => {
  const { queue, send, look } = await openRun();
  await send(0, 250);
  await queue.start({});

  expect(await look()).toBe(0);
  await send(250, 50);
  expect(await look()).toBe(50);
});

test('a mail that comes and leaves between two looks is counted once', async () => {
  const { database, queue, look } = await openRun();
  await queue.start({});
  await database.query(`insert into mail_mail (id, mail_message_id, state) values ($1::int + $2::int, $1, 'sent')`, [
    firstId,
    mails,
  ]);

  expect([await look(), await look(), await look()]).toEqual([1, 0, 0]);
});

test('what follows a mail that left is looked at first: while there is no time to look at all, the next to leave is seen at once', async () => {
  let seconds = 0;
  // On a server on which each look takes a second.
  const { database, queue, send } = await openRun(() => (seconds += 1_000));
  const remove = (from: number, count: number): Promise<unknown> =>
    database.query('delete from mail_mail where id >= $1 and id < $1::int + $2::int', [firstId + from, count]);
  const look = async (): Promise<number> => (await queue.refresh({})).departed.length;
  await send(0, 1);
  await queue.start({});
  await queue.refresh({});

  await remove(400, 10);
  let seen = 0;
  while (seen === 0) seen = await look();
  for (const from of [410, 420, 430]) {
    await remove(from, 10);
    expect(await look()).toBe(10);
  }
});
