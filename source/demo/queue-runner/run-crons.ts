import type { Client } from 'pg';
import type { CronJob } from './cron-job.ts';
import {
  acquireJob,
  checkDatabase,
  countFailure,
  DatabaseSkippedError,
  forgetTimeouts,
  listReadyJobs,
  removeTriggers,
  rescheduleLater,
  rescheduleSoon,
} from './cron-job.ts';
import type { Dialect } from './dialect.ts';
import { beginRunnerTransaction, commit, type Log } from './run.ts';
import type { JobStatus } from './run-job.ts';

const logger = 'odoo.addons.base.models.ir_cron';

export interface CronRound {
  /** Holds the lock on the job's row, as Odoo's cron cursor does. */
  readonly client: Client;
  readonly database: string;
  readonly dialect: Dialect;
  readonly log: Log;
  /** Does the job, on another connection. */
  readonly run: (job: CronJob) => Promise<JobStatus>;
}

/** Runs every job that is due, one after the other: `_process_jobs` of odoo/addons/base/models/ir_cron.py. */
export const runReadyJobs = async (round: CronRound): Promise<void> => {
  const { client, dialect, log, database } = round;
  await beginRunnerTransaction(client);
  try {
    await checkDatabase(client, dialect);
    const ids = await listReadyJobs(client, dialect);
    for (const id of ids) {
      await commit(client);
      await runOne(round, id);
    }
  } catch (error) {
    if (!(error instanceof DatabaseSkippedError)) throw error;
    log('WARNING', logger, `Skipping database ${database} ${error.message}.`);
  }
  await client.query('commit');
};

const runOne = async ({ client, dialect, run }: CronRound, id: number): Promise<void> => {
  const job = await acquireJob(client, dialect, id);
  if (job === undefined) return;
  // 19 clears the triggers first, so that one set while the job runs wakes it again.
  if (dialect.series >= 19) await removeTriggers(client, dialect, id);
  if (job.timed_out) await forgetTimeouts(client, id);
  const status = await run(job);
  if (dialect.hasProgress) await countFailure(client, id, status === 'failed');
  if (status === 'unfinished') await rescheduleSoon(client, id);
  else await rescheduleLater(client, dialect, id);
};
