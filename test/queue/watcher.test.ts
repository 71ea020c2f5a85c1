import { expect, onTestFinished, test } from 'vitest';
import { withClient } from '../../source/demo/database/databases.ts';
import type { QueueEvent } from '../../source/queue/queue-events.ts';
import { QueueWatcher } from '../../source/queue/watcher.ts';
import { LiveQueueReader } from '../../source/services/odoo/live-queue/reader.ts';
import type { Database } from '../../source/services/postgres/database.ts';
import { createDemoDatabase } from '../support/postgres.ts';
import { openSession } from '../support/session.ts';

const patienceMs = 20_000;

/** A watcher on a database, and a way to wait for what it tells. */
const watch = (database: Database) => {
  const events: QueueEvent[] = [];
  const waiting = new Set<() => void>();
  const watcher = new QueueWatcher({
    reader: new LiveQueueReader(database, 180_000),
    intervalMs: 50,
    now: () => new Date(),
    listener: (event) => {
      events.push(event);
      for (const look of waiting) look();
    },
  });
  onTestFinished(() => watcher.stop());
  const next = (is: (event: QueueEvent) => boolean): Promise<QueueEvent> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`only saw ${events.map(({ kind }) => kind).join(' ')}`)),
        patienceMs,
      );
      let seen = events.length;
      const look = () => {
        const found = events.slice(seen).find(is);
        seen = events.length;
        if (found === undefined) return;
        clearTimeout(timer);
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
    });
  return { watcher, events, next };
};

const isComplete = (event: QueueEvent): boolean => event.kind === 'snapshot' && event.picture.complete;

const addMail = `insert into mail_mail (mail_message_id, state, email_to, create_date)
  select id, 'outgoing', 'new@example.com', now() at time zone 'UTC' from mail_message limit 1`;

test('where counting takes long the first snapshot comes before, and an exact one follows', async () => {
  const database = await createDemoDatabase({ scenario: 'monday-morning' });
  const session = openSession(database.dsn);
  const counting = Promise.withResolvers<void>();
  const { watcher, events, next } = watch({
    async query<Row extends object>(...[text, ...rest]: Parameters<Database['query']>) {
      if (text.includes('group by state')) await counting.promise;
      return await session.query<Row>(text, ...rest);
    },
  });
  const first = next((event) => event.kind === 'snapshot');
  watcher.start();
  expect(await first).toMatchObject({ picture: { complete: false } });
  const complete = next(isComplete);
  counting.resolve();
  const event = await complete;
  expect(events[0]).toMatchObject({ kind: 'snapshot', picture: { complete: false } });
  const truth = await database.query<{ state: string; mails: number }>(
    'select state, count(*)::int as mails from mail_mail group by state',
  );
  const counts = event.kind === 'snapshot' ? event.picture.counts : undefined;
  for (const { state, mails } of truth) expect(counts).toHaveProperty(state, mails);
});

test('where counting takes no time the first snapshot is exact', async () => {
  const { dsn } = await createDemoDatabase();
  const session = openSession(dsn);
  const counted = Promise.withResolvers<void>();
  const { watcher, next } = watch({
    async query<Row extends object>(...[text, ...rest]: Parameters<Database['query']>) {
      const rows = await session.query<Row>(text, ...rest);
      if (text.includes('group by state')) counted.resolve();
      // What is read beside it takes as long, on however busy a machine.
      else if (text.includes('minutes_ago')) await counted.promise;
      return rows;
    },
  });
  const first = next((event) => event.kind === 'snapshot');
  watcher.start();
  expect(await first).toMatchObject({ picture: { complete: true } });
});

test('a delta names who arrived and who left', async () => {
  const database = await createDemoDatabase();
  const { watcher, next } = watch(openSession(database.dsn));
  const complete = next(isComplete);
  watcher.start();
  await complete;
  const arrival = next((event) => event.kind === 'delta' && event.delta.arrived.length > 0);
  await database.query(addMail);
  const arrived = await arrival;
  const departure = next((event) => event.kind === 'delta' && event.delta.departed.length > 0);
  await database.query("update mail_mail set state = 'sent' where email_to = 'new@example.com'");
  const departed = await departure;
  const id = arrived.kind === 'delta' ? arrived.delta.arrived[0]?.id : undefined;
  expect(departed).toMatchObject({ delta: { departed: [{ id, was: 'outgoing', became: 'sent' }] } });
});

test('a failed mail that fails again for another reason moves to another group', async () => {
  const database = await createDemoDatabase();
  await database.query(addMail);
  await database.query(
    "update mail_mail set state = 'exception', failure_reason = 'timed out' where email_to = 'new@example.com'",
  );
  const { watcher, next } = watch(openSession(database.dsn));
  const hasGroup = (name: string) => (event: QueueEvent) =>
    (event.kind === 'snapshot' || event.kind === 'delta') &&
    event.picture.failures.some((group) => group.class === name);
  const before = next(hasGroup('net.timeout'));
  watcher.start();
  await before;
  const after = next(hasGroup('net.refused'));
  await database.query(
    "update mail_mail set failure_reason = E'111\\nConnection refused' where email_to = 'new@example.com'",
  );
  const event = await after;
  expect(hasGroup('net.timeout')(event)).toBe(false);
});

test('a mail put back from sent to outgoing appears with a recount that the writes start early', async () => {
  const database = await createDemoDatabase();
  const { watcher, next } = watch(openSession(database.dsn));
  const complete = next(isComplete);
  watcher.start();
  const first = await complete;
  const before = first.kind === 'snapshot' ? first.picture.counts.outgoing : 0;
  const revived = next((event) => 'picture' in event && event.picture.counts.outgoing === before + 30);
  await database.query(
    "update mail_mail set state = 'outgoing' where id in (select id from mail_mail where state = 'sent' order by id limit 30)",
  );
  await revived;
});

test('a database that cannot be read is lost until it can be read again', async () => {
  const { dsn } = await createDemoDatabase();
  const session = openSession(dsn);
  let away = false;
  const flaky: Database = {
    query: (...call) => (away ? Promise.reject(new Error('the line is cut')) : session.query(...call)),
  };
  const { watcher, next } = watch(flaky);
  const complete = next(isComplete);
  watcher.start();
  await complete;
  const lost = next((event) => event.kind === 'lost');
  away = true;
  expect(await lost).toMatchObject({ reason: 'the line is cut' });
  const back = next((event) => event.kind === 'back');
  const snapshot = next((event) => event.kind === 'snapshot');
  away = false;
  await back;
  await snapshot;
});

test('a refresh that does not come back is told as stale, and stopping does not wait for it', async () => {
  const hanging: Database = {
    query: (_text, _values, options) =>
      new Promise((_resolve, reject) => options?.signal?.addEventListener('abort', () => reject(new Error('ended')))),
  };
  const { watcher, next } = watch(hanging);
  const stale = next((event) => event.kind === 'stale');
  watcher.start();
  await stale;
  await watcher.stop();
});

test('after it was stopped nothing is told any more', async () => {
  const { dsn } = await createDemoDatabase();
  const { watcher, events, next } = watch(openSession(dsn));
  const complete = next(isComplete);
  watcher.start();
  await complete;
  await watcher.stop();
  const told = events.length;
  await watcher.refresh();
  expect(events).toHaveLength(told);
});

test('a table that somebody locks is no lost connection, and who holds it is named', async () => {
  const database = await createDemoDatabase();
  const { watcher, next } = watch(openSession(database.dsn));
  const complete = next(isComplete);
  watcher.start();
  await complete;
  const lost = next((event) => event.kind === 'lost');
  await withClient(database.dsn, async (client) => {
    await client.query("set application_name = 'pg_repack'; begin; lock table mail_mail in access exclusive mode");
    // While nothing becomes visible nothing is read, and no lock is met.
    await database.query('select txid_current()');
    expect(await lost).toMatchObject({
      loss: 'locked',
      reason: expect.stringMatching(/^The queue cannot be read: mail_mail is locked by process \d+ \(pg_repack\)\.$/),
    });
    const back = next((event) => event.kind === 'back');
    await client.query('rollback');
    await back;
  });
});
