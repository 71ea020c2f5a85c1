import { describe, expect, test, vi } from 'vitest';
import { odooSeries } from '../../source/domain/odoo/odoo-series.ts';
import { createDemoDatabase, createEmptyDatabase, hasRealDatabase, loadRealDatabase, sentMails } from './postgres.ts';

// The first test that wants a version's database waits until it is filled.
vi.setConfig({ testTimeout: 120_000 });

test('an empty database belongs to odoo and holds no table', async () => {
  const database = await createEmptyDatabase();
  const rows = await database.query(
    `select pg_get_userbyid(datdba) as owner, (select count(*)::int from pg_tables where schemaname = 'public') as tables
     from pg_database where datname = current_database()`,
  );
  expect(rows).toEqual([{ owner: 'odoo', tables: 0 }]);
});

test('two demo databases know nothing of each other', async () => {
  const [first, second] = await Promise.all([createDemoDatabase(), createDemoDatabase()]);
  await first.query('delete from mail_message');
  expect(await second.query('select count(*)::int from mail_mail')).toEqual([{ count: sentMails + 5 }]);
});

test('two demo databases have different uuids', async () => {
  const [first, second] = await Promise.all([createDemoDatabase(), createDemoDatabase()]);
  const uuid = `select value from ir_config_parameter where key = 'database.uuid'`;
  expect(await first.query(uuid)).not.toEqual(await second.query(uuid));
});

test('a demo database names the ports that the test opened', async () => {
  const database = await createDemoDatabase({ scenario: 'credentials', ports: { 'bad-login': 12_025, good: 12_026 } });
  const rows = await database.query('select smtp_host, smtp_port from ir_mail_server where active order by sequence');
  expect(rows).toEqual([
    { smtp_host: 'smtp.gmail.com', smtp_port: 12_025 },
    { smtp_host: 'smtp.acme.example', smtp_port: 12_026 },
  ]);
});

describe.each(odooSeries.filter(hasRealDatabase))('the real Odoo %i database', (series) => {
  test('loads, rows included', async () => {
    const database = await loadRealDatabase(series);
    const rows = await database.query(
      `select split_part(latest_version, '.', 1) as series, exists (select from public.mail_mail) as mails
       from public.ir_module_module where name = 'base'`,
    );
    expect(rows).toEqual([{ series: String(series), mails: true }]);
  });
});
