import type { CronJob } from './cron-job.ts';
import { processQueue } from './process-queue.ts';
import { commit, type QueueRun } from './run.ts';

/** So often one job runs in a row while it reports work left, and longer while its seconds last (MIN_RUNS_PER_JOB). */
const minLoops = 10;

export type JobStatus = 'done' | 'unfinished' | 'failed';

/** Runs a job's server action, in the run's own transaction. Jobs that do not send mail have nothing to do here. */
export const runJob = async (run: QueueRun, job: CronJob): Promise<JobStatus> => {
  if (!(job.code ?? '').includes('process_email_queue')) return 'done';
  if (run.dialect.series >= 19 && job.user_is_archived) return 'failed';
  if (!run.dialect.hasProgress) {
    await processQueue(run, async () => undefined);
    await commit(run.client);
    return 'done';
  }
  if (job.timed_out) return 'failed';
  const end = performance.now() + run.dialect.jobSeconds * 1_000;
  for (let loop = 0; loop < minLoops || performance.now() < end; loop += 1) {
    const { done, remaining } = await runWithProgress(run, job, loop === 0 ? job.timed_out_counter : 0);
    if (remaining === 0 || done === 0) return 'done';
  }
  return 'unfinished';
};

interface Progress {
  readonly done: number;
  readonly remaining: number;
}

const runWithProgress = async (run: QueueRun, { id }: CronJob, timeouts: number): Promise<Progress> => {
  const { client, dialect } = run;
  const { rows } = await client.query<{ id: number }>(
    `insert into ir_cron_progress
       (cron_id, done, remaining, timed_out_counter, deactivate, create_uid, write_uid, create_date, write_date)
     values ($1, 0, 0, $2, false, 1, 1, now() at time zone 'UTC', now() at time zone 'UTC') returning id`,
    [id, timeouts + 1],
  );
  const progress = rows[0]?.id;
  await commit(client);
  let latest: Progress = { done: 0, remaining: 0 };
  await processQueue(run, async (done, remaining) => {
    if (!dialect.reportsProgress) return;
    latest = { done, remaining };
    await client.query('update ir_cron_progress set done = $2, remaining = $3 where id = $1', [
      progress,
      done,
      remaining,
    ]);
    // With each mail: whoever looks sees how far the run is, and a killed one has not been for nothing.
    if (dialect.reportsEachMail) await commit(client);
  });
  // The counter stands one higher while the job runs: a worker killed meanwhile leaves it behind as a time-out.
  await client.query('update ir_cron_progress set timed_out_counter = 0 where id = $1', [progress]);
  await commit(client);
  return latest;
};
