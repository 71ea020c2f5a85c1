import { randomUUID } from 'node:crypto';
import { beforeAll } from 'vitest';
import { type ClusterAddress, createDatabase, formatDsn, type Role } from '../../../source/demo/database/databases.ts';
import type { OdooSeries } from '../../../source/domain/odoo/odoo-series.ts';
import { runCluster } from '../../support/cluster.ts';
import { demoTemplate } from '../../support/demo-templates.ts';
import { seriesUnderTest } from '../../support/postgres.ts';

const names = new Map<OdooSeries, Promise<string>>();

// Not left to the first test of each: whoever comes first builds the template, which takes seconds.
beforeAll(async () => {
  for (const series of seriesUnderTest) await sharedDemoDsn(series);
}, 180_000);

/**
 * DSN of a healthy demo database of that series, one for all tests of a worker, gone with the run's cluster: whoever
 * changes it does so in a transaction that is rolled back.
 */
export const sharedDemoDsn = async (series: OdooSeries, role: Role = 'odoo'): Promise<string> => {
  const cluster = await runCluster();
  const name = names.get(series) ?? createCopy(cluster, series);
  names.set(series, name);
  return formatDsn(cluster, await name, role);
};

const createCopy = async (cluster: ClusterAddress, series: OdooSeries): Promise<string> => {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await createDatabase(cluster, name, { template: await demoTemplate(series, 'healthy') });
  return name;
};
