import { escapeIdentifier } from 'pg';
import { inject } from 'vitest';
import { formatDsn, withClient } from '../../source/demo/database/databases.ts';
import { createOdooDatabase, infectOdooDatabase } from '../../source/demo/database/odoo-database.ts';
import { findScenario } from '../../source/demo/scenarios/index.ts';
import type { OdooSeries } from '../../source/domain/odoo/odoo-series.ts';
import { closeTemplate, createTestDatabase, dropTestDatabase } from './administrator.ts';
import { runCluster } from './cluster.ts';

/** Sent mails in a test's database: a sixteenth of what the demo shows, and many times faster to make and to copy. */
export const sentMails = 3_000;

/** A port that no real server listens on, for each behaviour another one. */
export function placeholderPort(behaviour: string): number {
  return [...behaviour].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1000, 7);
}

const known = new Map<string, Promise<string>>();

/** Name of the database to copy; built by whoever asks first, while the other test workers wait for it. */
export function demoTemplate(series: OdooSeries, scenario: string): Promise<string> {
  const key = `${series} ${scenario}`;
  const template = known.get(key) ?? findTemplate(series, scenario);
  known.set(key, template);
  return template;
}

async function findTemplate(series: OdooSeries, scenario: string): Promise<string> {
  const name = `template_${series}_${scenario}`;
  const cluster = await runCluster();
  await withClient(formatDsn(cluster, 'postgres', 'postgres'), async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [name]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) {
      const draft = `draft_of_${name}`;
      await dropTestDatabase(draft);
      await build(draft, series, scenario);
      await closeTemplate(draft);
      await client.query(`alter database ${escapeIdentifier(draft)} rename to ${escapeIdentifier(name)}`);
    }
  });
  return name;
}

async function build(name: string, series: OdooSeries, id: string): Promise<void> {
  const scenario = findScenario(id);
  if (scenario === undefined) {
    throw new Error(`There is no demo scenario ${id}.`);
  }
  const options = {
    cluster: { address: await runCluster() },
    name,
    series,
    scenario,
    addresses: { smtpPort: placeholderPort },
    now: new Date(inject('startedAt')),
    sentMails,
  };
  if (id === 'healthy') {
    await createOdooDatabase(options);
    return;
  }
  await createTestDatabase(name, { template: await demoTemplate(series, 'healthy') });
  await infectOdooDatabase(options);
}
