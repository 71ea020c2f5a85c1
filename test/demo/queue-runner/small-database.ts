import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { onTestFinished } from 'vitest';
import { formatDsn, withClient } from '../../../source/demo/database/databases.ts';
import { addConstraints, createTables } from '../../../source/demo/database/schema/demo-schema.ts';
import type { OdooSeries } from '../../../source/domain/odoo/odoo-series.ts';
import { closeTemplate, createTestDatabase, dropTestDatabase } from '../../support/administrator.ts';
import { runCluster } from '../../support/cluster.ts';

/** A database with an Odoo version's tables, all empty. */
export interface SmallDatabase {
  readonly name: string;
  readonly dsn: string;
  query<Row = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** One a version and worker; they go with the run's cluster. */
const templates = new Map<OdooSeries, Promise<string>>();

/** Creates one in the run's PostgreSQL, gone when the test ends. Call it inside a test. */
export const createSmallDatabase = async (series: OdooSeries): Promise<SmallDatabase> => {
  const cluster = await runCluster();
  const template = templates.get(series) ?? createTemplate(series);
  templates.set(series, template);
  const name = createName();
  await createTestDatabase(name, { template: await template });
  const dsn = formatDsn(cluster, name, 'odoo');
  const pool = new Pool({ connectionString: dsn, max: 1, application_name: 'test' });
  // A test may have PostgreSQL cut every connection; the next query opens another one.
  pool.on('error', () => undefined);
  onTestFinished(async () => {
    await pool.end();
    await dropTestDatabase(name);
  });
  return {
    name,
    dsn,
    query: async <Row>(text: string, values: readonly unknown[] = []) =>
      (await pool.query(text, [...values])).rows as Row[],
  };
};

const createName = (): string => `small_${randomUUID().replaceAll('-', '')}`;

/** The tables are made once for each version and worker, and copied for each test. */
const createTemplate = async (series: OdooSeries): Promise<string> => {
  const cluster = await runCluster();
  const name = createName();
  await createTestDatabase(name);
  await withClient(formatDsn(cluster, name, 'odoo'), (client) =>
    client.query([...createTables(series), ...addConstraints(series)].join(';\n')),
  );
  await closeTemplate(name);
  return name;
};
