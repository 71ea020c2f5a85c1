import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { composeMails } from '../database/content/compose.ts';
import { createRandom } from '../database/content/random.ts';
import { wakeQueue } from './wake-runner.ts';
import { writeMail } from './write-mail.ts';

export interface TrafficOptions {
  readonly series: OdooSeries;
  /** URIs of the Odoo database and of database `postgres`, where wake-up calls go. */
  readonly dsn: string;
  readonly postgresDsn: string;
  readonly now: () => Date;
  /** Between one burst of mails and the next: at least that, at most twice that. */
  readonly pauseMs: number;
  readonly seed: number;
}

/** A company at work: it writes new mails until closed. */
export interface Traffic {
  close(): Promise<void>;
}

const maxBurst = 3;

/** Writes mails at a human pace and wakes the queue for them, as a user's action in Odoo would. */
export const startTraffic = (options: TrafficOptions): Traffic => {
  const stop = new AbortController();
  const working = work(options, stop.signal);
  return {
    close: async () => {
      stop.abort();
      await working;
    },
  };
};

const work = async (options: TrafficOptions, signal: AbortSignal): Promise<void> => {
  const { series, now, pauseMs, seed } = options;
  const random = createRandom(seed);
  while (!signal.aborted) {
    await sleep(pauseMs + random.integer(pauseMs), undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    const moments = Array.from({ length: 1 + random.integer(maxBurst) }, now);
    const mails = composeMails(moments, { state: 'outgoing' }, random);
    // A PostgreSQL that is away for a while is no reason to stop working: the next burst tries again.
    await withClient(options.dsn, async (client) => {
      for (const mail of mails) await writeMail(client, series, mail);
      await wakeQueue(client, series);
    })
      .then(() => withClient(options.postgresDsn, (client) => callWorkers(client, options.dsn)))
      .catch(() => undefined);
  }
};

const callWorkers = async (client: Client, dsn: string): Promise<void> => {
  await client.query(`select pg_notify('cron_trigger', $1)`, [decodeURIComponent(new URL(dsn).pathname.slice(1))]);
};

const withClient = async (dsn: string, use: (client: Client) => Promise<void>): Promise<void> => {
  const client = new Client({ connectionString: dsn });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
  }
};
