import { setTimeout as sleep } from 'node:timers/promises';
import { Connections } from './connections.ts';
import { type Dialect, dialectOf } from './dialect.ts';
import { beginRunnerTransaction, type Log } from './run.ts';
import { runReadyJobs } from './run-crons.ts';
import { runJob } from './run-job.ts';
import type { QueueRunnerOptions } from './runner-options.ts';
import { readSettings } from './runner-settings.ts';
import { createLookup } from './smtp/resolve-host-name.ts';

const reconnectAfterMs = 1_000;
const logger = 'odoo.service.server';

/** Serves the queue until told to stop; a PostgreSQL that goes away is waited for. */
export const serveQueue = async (options: QueueRunnerOptions, log: Log, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted) {
    const dialect = dialectOf(options.series);
    const connections = new Connections(options, dialect);
    try {
      await connections.open();
      await serveConnected(options, dialect, connections, log, signal);
    } catch (error) {
      log('ERROR', logger, `Lost the database: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      await connections.close();
    }
    await sleep(reconnectAfterMs, undefined, { signal }).catch(() => undefined);
  }
};

const serveConnected = async (
  options: QueueRunnerOptions,
  dialect: Dialect,
  connections: Connections,
  log: Log,
  signal: AbortSignal,
): Promise<void> => {
  const { cron, job: client } = connections;
  const smtp = {
    lookup: createLookup(options.resolver),
    authority: options.authority,
    timeoutMs: options.smtpTimeoutMs,
  };
  while (!signal.aborted) {
    await runReadyJobs({
      client: cron,
      database: options.postgres.database,
      dialect,
      log,
      run: async (job) => {
        await beginRunnerTransaction(client);
        const settings = await readSettings(client, dialect, options.smtp);
        const status = await runJob({ client, dialect, settings, smtp, log }, job);
        await client.query('commit');
        return status;
      },
    });
    await connections.waitForCall(options.pollMs, signal);
  }
};
