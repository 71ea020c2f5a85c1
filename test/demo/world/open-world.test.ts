import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import { openWorld } from '../../../source/demo/world/open-world.ts';

const timeout = 120_000;

const connect = async (dsn: string): Promise<Client> => {
  const client = new Client({ connectionString: dsn });
  await client.connect();
  return client;
};

/** The URI of database `postgres` on the same server, where Odoo waits for wake-up calls. */
const postgresDsn = (dsn: string): string => Object.assign(new URL(dsn), { pathname: '/postgres' }).href;

test('in an opened world a retried mail really leaves, and nothing is left when it closes', { timeout }, async () => {
  const started: string[] = [];
  const world = await openWorld({
    scenario: 'healthy',
    series: 18,
    traffic: false,
    signal: new AbortController().signal,
    onProgress: (words) => void started.push(words),
  });
  expect(started).toEqual([
    'PostgreSQL, mail servers and DNS',
    'the database of an Odoo 18 with its mails',
    'the queue runner',
  ]);
  const odoo = await connect(world.info.dsn);
  const postgres = await connect(postgresDsn(world.info.dsn));
  const [mail] = (
    await odoo.query<{ id: number; message_id: string }>(
      `update mail_mail m set state = 'exception', failure_reason = '111' from mail_message g
       where m.id = (select max(id) from mail_mail where state = 'outgoing') and g.id = m.mail_message_id
       returning m.id, g.message_id`,
    )
  ).rows;
  const isWaiting = async () =>
    (await odoo.query(`select from mail_mail where id = $1 and state <> 'sent'`, [mail?.id])).rowCount === 1;
  expect(await isWaiting()).toBe(true);

  await odoo.query(`update mail_mail set state = 'outgoing' where id = $1`, [mail?.id]);
  await odoo.query(
    `insert into ir_cron_trigger (cron_id, call_at) select res_id, date_trunc('second', now() at time zone 'UTC')
     from ir_model_data where module = 'mail' and name = 'ir_cron_mail_scheduler_action'`,
  );
  await postgres.query(`select pg_notify('cron_trigger', 'acme')`);

  // Sent it is gone, if it was one that deletes itself, or says so.
  await expect.poll(isWaiting, { timeout: 30_000 }).toBe(false);
  const received = readFileSync(join(dirname(world.info.config), 'received.jsonl'), 'utf8');
  expect(received).toContain(JSON.stringify(mail?.message_id));
  await Promise.all([odoo.end(), postgres.end()]);

  await world.close();

  expect(existsSync(dirname(world.info.config))).toBe(false);
});

test('a world that cannot start says why in one sentence', { timeout }, async () => {
  const opening = openWorld({ scenario: 'tuesday', series: 18, traffic: false, signal: new AbortController().signal });
  await expect(opening).rejects.toThrow(/^The demo world could not start: .*no demo scenario 'tuesday'/);
});
