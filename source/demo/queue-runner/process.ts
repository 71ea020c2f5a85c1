/** The queue runner's own program: what Odoo's cron worker is to an Odoo server. Its parent tells it where to work. */
import process from 'node:process';
import { createLog } from './log-file.ts';
import { serveQueue } from './runner.ts';
import type { QueueRunnerOptions } from './runner-options.ts';

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
// Without its parent the world is gone, and a mail in flight with it.
process.on('disconnect', () => process.exit(0));

process.once('message', (options: QueueRunnerOptions) => {
  const log = createLog(options.logFile, options.postgres.database, () => new Date());
  serveQueue(options, log, stop.signal).then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
