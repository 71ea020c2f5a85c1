import { describe, expect, test } from 'vitest';
import { odooSeries } from '../../../source/domain/odoo-series.ts';
import { createEmptyDatabase, hasRealDatabase, loadRealDatabase } from '../../support/postgres.ts';

test('an empty database belongs to odoo and holds no table', async () => {
  const database = await createEmptyDatabase();
  const rows = await database.query(
    `select pg_get_userbyid(datdba) as owner, (select count(*)::int from pg_tables where schemaname = 'public') as tables
     from pg_database where datname = current_database()`,
  );
  expect(rows).toEqual([{ owner: 'odoo', tables: 0 }]);
});

describe.each(odooSeries.filter(hasRealDatabase))('the real Odoo %i database', (series) => {
  test('loads, rows included', async () => {
    const database = await loadRealDatabase(series);
    const rows =
      await database.query(`select split_part(latest_version, '.', 1) as series, exists (select from public.mail_mail) as mails
      from public.ir_module_module where name = 'base'`);
    expect(rows).toEqual([{ series: String(series), mails: true }]);
  });
});
