import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Pool } from 'pg';
import { inject, onTestFinished } from 'vitest';
import { databaseUuid } from '../../source/demo/database/content/system.ts';
import { formatDsn, withClient } from '../../source/demo/database/databases.ts';
import { type OdooSeries, odooSeries } from '../../source/domain/odoo/odoo-series.ts';
import { createTestDatabase, dropTestDatabase } from './administrator.ts';
import { runCluster } from './cluster.ts';
import { demoTemplate, placeholderPort } from './demo-templates.ts';
import { fixture } from './fixture.ts';

/** A database of its own for one test; gone when the test ends. */
export interface TestDatabase {
  readonly name: string;
  /** As `odoo`, who owns the database and is no superuser. */
  readonly dsn: string;
  /** As the superuser. */
  readonly superuserDsn: string;
  /** Rows of one statement (or the last of several), run as the owner on the one connection that tests share. */
  query<Row = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

export interface DemoDatabaseOptions {
  /** 18 unless told otherwise. */
  readonly series?: OdooSeries;
  /** `healthy` unless told otherwise. */
  readonly scenario?: string;
  /** The ports that `ir_mail_server` names, by behaviour. Others lead nowhere. */
  readonly ports?: Readonly<Record<string, number>>;
}

export { placeholderPort, sentMails } from './demo-templates.ts';

export interface DemoDatabase extends TestDatabase {
  /** The moment for which its content was made. */
  readonly now: Date;
}

/** The versions a test runs on that is repeated for each of them; all seven with ODOO_VERSIONS=all. */
export const seriesUnderTest: readonly OdooSeries[] =
  process.env['ODOO_VERSIONS'] === 'all' ? odooSeries : [14, 16, 18, 20];

/**
 * The oldest and the newest version, for what the matrix of scenarios and causes already holds on each of them; all seven
 * with ODOO_VERSIONS=all.
 */
export const outerSeries: readonly OdooSeries[] = seriesUnderTest.length === odooSeries.length ? odooSeries : [14, 20];

/** The database of the demo's Odoo, with fewer sent mails. Call it inside a test. */
export async function createDemoDatabase(options: DemoDatabaseOptions = {}): Promise<DemoDatabase> {
  const { series = 18, scenario = 'healthy', ports = {} } = options;
  const database = await create(await demoTemplate(series, scenario));
  onTestFinished(database.drop);
  const behaviours = Object.keys(ports);
  await database.query(`update ir_config_parameter set value = $1 where key = 'database.uuid'`, [
    databaseUuid(database.name),
  ]);
  await database.query(
    `update ir_mail_server set smtp_port = real.port
     from unnest($1::int[], $2::int[]) as real(placeholder, port) where smtp_port = real.placeholder`,
    [behaviours.map(placeholderPort), behaviours.map((behaviour) => ports[behaviour])],
  );
  return { ...database, now: new Date(inject('startedAt')) };
}

/** A database without any table. Call it inside a test. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  const database = await create();
  onTestFinished(database.drop);
  return database;
}

/**
 * A copy of a real Odoo database of that series. Call it inside a test that runs only where the dumps are:
 * `test.runIf(hasRealDatabase(18))`.
 */
export async function loadRealDatabase(series: OdooSeries): Promise<TestDatabase> {
  const dump = await promisify(gunzip)(await readFile(realDump(series)));
  const database = await createEmptyDatabase();
  // The dumps hold rows as INSERT statements, so PostgreSQL takes a whole one as a single simple query; it leaves its
  // connection without a search path.
  await withClient(database.dsn, (client) => client.query(dump.toString('utf8')));
  return database;
}

export function hasRealDatabase(series: OdooSeries): boolean {
  return existsSync(realDump(series));
}

function realDump(series: OdooSeries): string {
  return fixture(`odoo/real-${series}.sql.gz`);
}

async function create(template?: string): Promise<TestDatabase> {
  const cluster = await runCluster();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await createTestDatabase(name, template === undefined ? {} : { template });
  const dsn = formatDsn(cluster, name, 'odoo');
  const pool = new Pool({ connectionString: dsn, max: 1, application_name: 'test' });
  // A test may have PostgreSQL cut every connection; the next query opens another one.
  pool.on('error', () => undefined);
  return {
    name,
    dsn,
    superuserDsn: formatDsn(cluster, name, 'postgres'),
    query: async (text, values) => {
      const result = await pool.query({ text, values: [...(values ?? [])] });
      return (Array.isArray(result) ? (result.at(-1)?.rows ?? []) : result.rows) as never;
    },
    drop: async () => {
      if (!pool.ending) await pool.end();
      await dropTestDatabase(name);
    },
  };
}
