import { describe, expect, test, vi } from 'vitest';
import { createOdooDatabase } from '../../../source/demo/database/odoo-database.ts';
import { healthy } from '../../../source/demo/scenarios/healthy-scenario.ts';
import { dropTestDatabase } from '../../support/administrator.ts';
import { runCluster } from '../../support/cluster.ts';
import { createDemoDatabase, createEmptyDatabase, outerSeries, sentMails } from '../../support/postgres.ts';

// The first test that wants a version's database waits until it is filled.
vi.setConfig({ testTimeout: 120_000 });

describe.each(outerSeries)('the database of Odoo %i', (series) => {
  test('is a healthy company with a history of two months', async () => {
    const database = await createDemoDatabase({ series });
    const [counts] = await database.query(`select
      (select count(*)::int from mail_mail where state = 'sent') as sent,
      (select count(*)::int from mail_mail where state = 'outgoing') as waiting,
      (select count(*)::int from mail_mail where state not in ('sent', 'outgoing')) as others,
      (select count(*)::int from res_company) as companies,
      (select count(*) > 250 from res_partner where email is not null) as partners,
      (select count(*)::int from ir_mail_server where active) as servers,
      (select extract(day from max(date) - min(date))::int from mail_message) as days`);
    expect(counts).toEqual({
      sent: sentMails,
      waiting: 5,
      others: 0,
      companies: 3,
      partners: true,
      servers: 2,
      days: 59,
    });
  });

  test('says in its modules which version it is', async () => {
    const database = await createDemoDatabase({ series });
    const rows = await database.query(
      `select name, latest_version from ir_module_module where name in ('base') and state = 'installed'`,
    );
    expect(rows).toEqual([{ name: 'base', latest_version: `${series}.0.1.3` }]);
  });

  test('runs its mail queue every hour, and no cron is late', async () => {
    const database = await createDemoDatabase({ series });
    const [queue] = await database.query(
      `select c.active, c.interval_number as number, c.interval_type as unit, c.nextcall > $1 as ahead, a.code ~ 'process_email_queue' as runs
       from ir_model_data d join ir_cron c on c.id = d.res_id join ir_act_server a on a.id = c.ir_actions_server_id
       where d.module = 'mail' and d.name = 'ir_cron_mail_scheduler_action' and d.model = 'ir.cron'`,
      [database.now.toISOString()],
    );
    expect(queue).toEqual({ active: true, number: 1, unit: 'hours', ahead: true, runs: true });
    const late = await database.query('select id from ir_cron where nextcall <= $1 or lastcall > $1', [
      database.now.toISOString(),
    ]);
    expect(late).toEqual([]);
  });

  test('keeps an outcome for each recipient of a notification', async () => {
    const database = await createDemoDatabase({ series });
    const [table, link] =
      series >= 15 ? ['mail_notification', 'mail_mail_id'] : ['mail_message_res_partner_needaction_rel', 'mail_id'];
    const [counts] = await database.query<{ missing: number; several: boolean }>(
      `select (select count(*)::int from mail_mail_res_partner_rel r where not exists (
          select from ${table} n where n.${link} = r.mail_mail_id and n.res_partner_id = r.res_partner_id)) as missing,
        exists (select from mail_mail_res_partner_rel group by mail_mail_id having count(*) > 1) as several`,
    );
    expect(counts).toEqual({ missing: 0, several: true });
  });

  test('goes on counting where its content ends', async () => {
    const database = await createDemoDatabase({ series });
    const [row] = await database.query<{ id: number }>(
      `insert into mail_message (message_type) values ('comment') returning id`,
    );
    expect(row?.id).toBeGreaterThan(sentMails);
  });
});

test('the demo shows 48 000 mails that were sent', async () => {
  const database = await createEmptyDatabase();
  await dropTestDatabase(database.name);
  await createOdooDatabase({
    cluster: { address: await runCluster() },
    name: database.name,
    series: 18,
    scenario: healthy,
    addresses: { smtpPort: () => 2525 },
    now: new Date(),
  });
  const rows = await database.query(`select state, count(*)::int from mail_mail group by state order by state`);
  expect(rows).toEqual([
    { state: 'outgoing', count: 5 },
    { state: 'sent', count: 48_000 },
  ]);
});
