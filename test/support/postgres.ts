import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { inject, onTestFinished } from 'vitest';
import { createDatabase, dropDatabase, formatDsn, withClient } from '../../source/demo/database/databases.ts';
import type { OdooSeries } from '../../source/domain/odoo-series.ts';
import { sharedFile } from './shared.ts';

/** A database of its own for one test; gone when the test ends. */
export interface TestDatabase {
  readonly name: string;
  /** As `odoo`, who owns the database and is no superuser. */
  readonly dsn: string;
  /** As the superuser. */
  readonly superuserDsn: string;
  /** Rows of one statement (or the last of several), run as the owner on a connection of its own. */
  query<Row = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
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
  const file = sharedFile(realDump(series));
  if (file === undefined) {
    throw new Error(`There is no dump of a real Odoo ${series} here.`);
  }
  const dump = await promisify(gunzip)(await readFile(file));
  const database = await createEmptyDatabase();
  // The dumps hold rows as INSERT statements, so PostgreSQL takes a whole one as a single simple query.
  await database.query(dump.toString('utf8'));
  return database;
}

export function hasRealDatabase(series: OdooSeries): boolean {
  return sharedFile(realDump(series)) !== undefined;
}

function realDump(series: OdooSeries): string {
  return `odoo/real-${series}.sql.gz`;
}

async function create(template?: string): Promise<TestDatabase> {
  const cluster = inject('cluster');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await createDatabase(cluster, name, template === undefined ? {} : { template });
  const dsn = formatDsn(cluster, name, 'odoo');
  return {
    name,
    dsn,
    superuserDsn: formatDsn(cluster, name, 'postgres'),
    query: (text, values) =>
      withClient(dsn, async (client) => {
        const result = await client.query({ text, values: [...(values ?? [])] });
        return (Array.isArray(result) ? (result.at(-1)?.rows ?? []) : result.rows) as never;
      }),
    drop: () => dropDatabase(cluster, name),
  };
}
