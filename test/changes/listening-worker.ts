import { Client } from 'pg';
import { onTestFinished } from 'vitest';
import type { OdooSeries } from '../../source/domain/odoo-series.ts';

/**
 * The session by which a cron worker of Odoo waits to be woken, without a worker: nothing is ever sent. From 16 on it
 * bears the process in its name.
 */
export const openListeningWorker = async (dsn: string, series: OdooSeries): Promise<Client> => {
  const url = new URL(dsn);
  url.pathname = '/postgres';
  const client = new Client({
    connectionString: url.href,
    ...(series >= 16 ? { application_name: 'odoo-4711' } : {}),
  });
  client.on('error', () => undefined);
  await client.connect();
  onTestFinished(async () => {
    await client.end();
  });
  return client;
};
