import { Client } from 'pg';
import { onTestFinished } from 'vitest';
import type { OdooSeries } from '../../source/domain/odoo/odoo-series.ts';

/**
 * The sessions of an Odoo that serves this database: one in it, and the one by which a cron worker waits to be woken, in `system`,
 * without a worker: nothing is ever sent. From 16 on they bear the process in their name. Returns the waiting one.
 */
export const openListeningWorker = async (
  dsn: string,
  series: OdooSeries,
  { system = 'postgres', pid = 4711 }: { readonly system?: string; readonly pid?: number } = {},
): Promise<Client> => {
  const name = series >= 16 ? { application_name: `odoo-${pid}` } : {};
  const open = async (connectionString: string): Promise<Client> => {
    const client = new Client({ connectionString, ...name });
    client.on('error', () => undefined);
    await client.connect();
    onTestFinished(async () => {
      await client.end();
    });
    return client;
  };
  await open(dsn);
  const url = new URL(dsn);
  url.pathname = `/${system}`;
  return await open(url.href);
};
