import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { addConstraints, createTables } from '../../../source/demo/database/schema/schema.ts';
import { type OdooSeries, odooSeries } from '../../../source/domain/odoo-series.ts';
import { createEmptyDatabase, type TestDatabase } from '../../support/postgres.ts';
import { sharedFile } from '../../support/shared.ts';

async function createOurs(series: OdooSeries): Promise<TestDatabase> {
  const database = await createEmptyDatabase();
  await database.query([...createTables(series), ...addConstraints(series)].join(';\n'));
  return database;
}

async function createReal(file: string): Promise<TestDatabase> {
  const database = await createEmptyDatabase();
  await database.query(await readFile(file, 'utf8'));
  return database;
}

/** Each column as `table.column type [not null]`; names of tables that the files of real tables leave out are skipped. */
const columns = `
  select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
      || case when a.attnotnull then ' not null' else '' end
      || case when pg_get_expr(d.adbin, d.adrelid) ~ 'nextval' then ' serial'
              else coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') end as line,
    c.relname as table, c.relname || '.' || a.attname as column, a.attnotnull as required
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`;

const rules = `
  select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition,
    (select array_agg(attname::text) from pg_attribute where attrelid = conrelid and attnum = any (conkey)) as columns
  from pg_constraint where connamespace = 'public'::regnamespace and contype in ('p', 'u', 'f', 'c')
  union all
  select tablename, indexname, indexdef,
    (select array_agg(attname::text) from pg_attribute where attrelid = format('%I.%I', schemaname, indexname)::regclass)
  from pg_indexes where schemaname = 'public'`;

interface ColumnRow {
  readonly line: string;
  readonly table: string;
  readonly column: string;
  readonly required: boolean;
}

interface RuleRow {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

/** Tables of ours that the files of real tables do not show. */
const unshown = /^(mail_scheduled_message|orm_signaling_)/;

describe.each(odooSeries.filter((series) => sharedFile(`odoo/schema-${series}.sql`)))(
  'the tables of Odoo %i',
  (series) => {
    const file = sharedFile(`odoo/schema-${series}.sql`) ?? '';

    test('have columns of the same name, type, nullability and default as the real ones', async () => {
      const ours = await (await createOurs(series)).query<ColumnRow>(columns);
      const real = await (await createReal(file)).query<ColumnRow>(columns);
      const realLines = new Set(real.map((row) => row.line));
      const invented = ours
        .filter((row) => !unshown.test(row.table) && !realLines.has(row.line))
        .map((row) => row.line);
      expect(invented).toEqual([]);
    });

    test('leave out no table and no column that Odoo requires', async () => {
      const ours = new Set((await (await createOurs(series)).query<ColumnRow>(columns)).map((row) => row.column));
      const real = await (await createReal(file)).query<ColumnRow>(columns);
      expect(real.filter((row) => row.required && !ours.has(row.column)).map((row) => row.line)).toEqual([]);
    });

    test('have the keys, delete rules, checks and indexes of the real ones', async () => {
      const ours = await createOurs(series);
      const kept = new Set((await ours.query<ColumnRow>(columns)).map((row) => row.column));
      const real = await createReal(file);
      const dropped = (await real.query<ColumnRow>(columns)).filter((row) => !kept.has(row.column));
      // A column that we leave out takes its keys and indexes with it.
      await real.query(
        dropped.map((row) => `alter table ${row.table} drop column "${row.column.split('.')[1]}" cascade`).join(';') ||
          'select 1',
      );
      const describeRules = async (database: TestDatabase): Promise<string[]> =>
        (await database.query<RuleRow>(rules))
          .filter((row) => !unshown.test(row.table))
          .map((row) =>
            `${row.table}: ${row.name} ${row.definition.replaceAll('public.', '')}`.replaceAll(
              /[()]|::\w+( varying)?(\[\])?/g,
              '',
            ),
          )
          .sort((a, b) => a.localeCompare(b));
      expect(await describeRules(ours)).toEqual(await describeRules(real));
    });
  },
);

test('mail_mail.state has no index in any version', async () => {
  for (const series of odooSeries) {
    expect(addConstraints(series).filter((statement) => /index .* on mail_mail \(state/.test(statement))).toEqual([]);
  }
});
