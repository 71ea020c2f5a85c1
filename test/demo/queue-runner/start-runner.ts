import { expect, onTestFinished } from 'vitest';
import { serveQueue } from '../../../source/demo/queue-runner/runner.ts';
import type { QueueRunnerOptions } from '../../../source/demo/queue-runner/runner-options.ts';
import { runCluster } from '../../support/cluster.ts';
import { demoCertificates } from '../smtp/start-behaviour.ts';
import type { MailRow, SmallOdoo } from './small-odoo.ts';

/** What a runner is told for this database; names of mail servers are not looked up unless a resolver is given. */
export const runnerOptions = async (odoo: SmallOdoo): Promise<QueueRunnerOptions> => {
  const { port, passwords } = await runCluster();
  return {
    series: odoo.series,
    postgres: { host: '127.0.0.1', port, user: 'odoo', password: passwords.odoo, database: odoo.database.name },
    resolver: '127.0.0.1:9',
    authority: (await demoCertificates()).authority,
    smtp: { server: undefined, port: 25, smtpSsl: false },
    pollMs: 60_000,
    smtpTimeoutMs: 500,
  };
};

/** Serves this database's queue in our own process until the test ends. What is due is done at once. */
export const startRunner = async (odoo: SmallOdoo, options: Partial<QueueRunnerOptions> = {}): Promise<void> => {
  const stop = new AbortController();
  const serving = serveQueue({ ...(await runnerOptions(odoo)), ...options }, () => undefined, stop.signal);
  onTestFinished(async () => {
    stop.abort();
    await serving;
  });
};

/** Waits until the runner has gone through the queue once. */
export const waitForRun = (odoo: SmallOdoo): Promise<void> =>
  expect.poll(async () => (await odoo.readCron()).ran, { timeout: 20_000 }).toBe(true);

/** Runs the queue once and returns the mail as it stands then. */
export const runOnce = async (
  odoo: SmallOdoo,
  mailId: number,
  options: Partial<QueueRunnerOptions> = {},
): Promise<MailRow | undefined> => {
  await startRunner(odoo, options);
  await waitForRun(odoo);
  return odoo.readMail(mailId);
};
