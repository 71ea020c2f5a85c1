import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { LiveQueue } from '../../source/queue/live-queue.ts';
import { LiveQueueReader } from '../../source/services/odoo/live-queue/reader.ts';
import { createDemoDatabase } from '../support/postgres.ts';
import { openSession } from '../support/session.ts';

const seconds = Number(process.env['TRUTH_SECONDS'] ?? 10);
const writers = 4;

/** A repeatable source of chance, so that a failure can be run again. */
const createDice = (seed: number) => {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
};

const connect = async (dsn: string): Promise<Client> => {
  const client = new Client({ connectionString: dsn });
  await client.connect();
  return client;
};

test('the outstanding set equals the table at every quiet point, whatever four connections do to it', async () => {
  const database = await createDemoDatabase({ scenario: 'monday-morning' });
  const { dsn } = database;
  const session = openSession(dsn);
  const clients = await Promise.all(Array.from({ length: writers }, () => connect(dsn)));
  onTestFinished(async () => {
    await Promise.all(clients.map((client) => client.end()));
  });
  const [message] = await database.query<{ id: number }>('select id from mail_message limit 1');
  const queue = new LiveQueue(new LiveQueueReader(session, 180_000), Date.now);
  await queue.start({});
  const seen = await session.query<{ id: number }>("select id from mail_mail where state in ('outgoing', 'exception')");
  queue.suggest(seen.map(({ id }) => id));

  const until = Date.now() + seconds * 1000;
  let quietPoints = 0;
  while (Date.now() < until) {
    let quiet = false;
    const busy = Promise.all(
      clients.map((client, index) => scribble(client, message?.id ?? 0, createDice(quietPoints * 10 + index))),
    ).then(() => {
      quiet = true;
    });
    while (!quiet) await queue.refresh({});
    await busy;
    do await queue.refresh({});
    while (!queue.isSettled);
    const truth = await session.query<{ id: number; state: string }>(
      "select id, state from mail_mail where state in ('outgoing', 'exception') order by id",
    );
    const watched = queue.mails.sortedIds().map((id) => ({ id, state: queue.mails.get(id)?.state }));
    expect(watched).toEqual(truth);
    quietPoints += 1;
  }
  expect(quietPoints).toBeGreaterThan(5);
}, 120_000);

/** A few transactions of one connection: inserts, updates, deletes and retries, some rolled back, some committing late. */
const scribble = async (client: Client, messageId: number, dice: () => number): Promise<void> => {
  for (let transaction = 0; transaction < 6; transaction += 1) {
    await client.query('begin');
    const statements = 1 + Math.floor(dice() * 4);
    for (let index = 0; index < statements; index += 1) await client.query(chooseStatement(dice()), [messageId]);
    if (dice() < 0.3) await client.query('select pg_sleep($1)', [dice() * 0.05]);
    await client.query(dice() < 0.15 ? 'rollback' : 'commit');
  }
};

const chooseStatement = (chance: number): string => {
  const pick = (state: string) =>
    `(select id from mail_mail where state = '${state}' and $1::int > 0 order by random() limit 2 for update skip locked)`;
  if (chance < 0.45) {
    return "insert into mail_mail (mail_message_id, state, create_date) values ($1, 'outgoing', now() at time zone 'UTC')";
  }
  if (chance < 0.6) return `update mail_mail set state = 'sent' where id in ${pick('outgoing')}`;
  if (chance < 0.7)
    return `update mail_mail set state = 'exception', failure_reason = 'x' where id in ${pick('outgoing')}`;
  if (chance < 0.85) return `update mail_mail set state = 'outgoing' where id in ${pick('exception')}`;
  return `delete from mail_mail where id in ${pick('outgoing')}`;
};
