import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { addConstraints, createTables } from '../../../source/demo/database/schema/demo-schema.ts';
import { type OdooSeries, odooSeries } from '../../../source/domain/odoo/odoo-series.ts';
import { fixture } from '../../support/fixture.ts';
import { createEmptyDatabase, type TestDatabase } from '../../support/postgres.ts';

interface Column {
  readonly table: string;
  readonly name: string;
  readonly required: boolean;
  /** Type, nullability and default in one line. */
  readonly description: string;
}

interface Rule {
  readonly table: string;
  readonly definition: string;
}

async function readColumns(database: TestDatabase): Promise<Column[]> {
  const columns = await database.query<Column>(`
    select c.relname as table, a.attname as name, a.attnotnull as required,
      format('%s.%s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod))
        || case when a.attnotnull then ' not null' else '' end
        || case when pg_get_expr(d.adbin, d.adrelid) ~ 'nextval' then ' serial'
                else coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') end as description
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`);
  return columns.filter(({ table }) => isShown(table));
}

/** Keys, checks and indexes, without the parentheses and casts that PostgreSQL adds to what was written. */
async function readRules(database: TestDatabase): Promise<string[]> {
  const rules = await database.query<Rule>(`
    select conrelid::regclass::text as table, conname || ' ' || pg_get_constraintdef(oid) as definition
    from pg_constraint where connamespace = 'public'::regnamespace and contype in ('p', 'u', 'f', 'c')
    union all
    select tablename, indexdef from pg_indexes where schemaname = 'public'`);
  return rules
    .map(({ table, definition }) => ({ table: table.replace('public.', ''), definition }))
    .filter(({ table }) => isShown(table))
    .map(({ table, definition }) => `${table}: ${definition}`.replaceAll(/public\.|[()]|::\w+( varying)?(\[\])?/g, ''))
    .sort((a, b) => a.localeCompare(b));
}

/** The files of real tables leave these out. */
function isShown(table: string): boolean {
  return !/^(mail_scheduled_message|orm_signaling_)/.test(table);
}

async function createOurs(series: OdooSeries): Promise<TestDatabase> {
  const database = await createEmptyDatabase();
  await database.query([...createTables(series), ...addConstraints(series)].join(';\n'));
  return database;
}

async function createReal(series: OdooSeries): Promise<TestDatabase> {
  const database = await createEmptyDatabase();
  await database.query(await readFile(realTables(series), 'utf8'));
  return database;
}

function realTables(series: OdooSeries): string {
  return fixture(`odoo/schema-${series}.sql`);
}

const withRealTables = odooSeries.filter((series) => existsSync(realTables(series)));

describe.each(withRealTables)('the tables of Odoo %i', (series) => {
  test('have columns of the same name, type, nullability and default as the real ones, and all that are required', async () => {
    const ours = await readColumns(await createOurs(series));
    const real = await readColumns(await createReal(series));
    const realDescriptions = new Set(real.map(({ description }) => description));
    const ourDescriptions = new Set(ours.map(({ description }) => description));
    expect([...ourDescriptions].filter((description) => !realDescriptions.has(description))).toEqual([]);
    const required = real.filter((column) => column.required).map(({ description }) => description);
    expect(required.filter((description) => !ourDescriptions.has(description))).toEqual([]);
  });

  test('have the keys, delete rules, checks and indexes of the real ones', async () => {
    const ours = await createOurs(series);
    const kept = new Set((await readColumns(ours)).map(({ table, name }) => `${table}.${name}`));
    const real = await createReal(series);
    // A column that we leave out takes its keys and indexes with it.
    const dropped = (await readColumns(real)).filter(({ table, name }) => !kept.has(`${table}.${name}`));
    await real.query(
      dropped.map(({ table, name }) => `alter table public.${table} drop column "${name}" cascade`).join(';'),
    );
    expect(await readRules(ours)).toEqual(await readRules(real));
  });
});

test.each(odooSeries)('Odoo %i has no index on the state of a mail', (series) => {
  expect(addConstraints(series).filter((statement) => /index .* on mail_mail \(state/.test(statement))).toEqual([]);
});
