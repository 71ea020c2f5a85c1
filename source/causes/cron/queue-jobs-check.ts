import type { Check } from '../../checks/cause.ts';
import { findStop, measureQueueJobs } from '../../checks/measure/measure-runner.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import { type JobStanding, judgeJobs, whyJobsStand } from '../../domain/odoo/queue-jobs.ts';
import { countOf } from '../../domain/wording/count.ts';
import { formatClock, formatDuration } from '../../domain/wording/duration.ts';
import { aboutQueueCron, measureStandstill, type Standstill } from './find-queue-cron.ts';

/** With OCA's queue_job_cron a run of the action writes a job and ends: the work is done in the job queue. */
export const jobsCheck: Check = {
  id: 'cron.jobs',
  title: 'The job queue runs what the action hands to it',
  owner: 'odoo',
  run: aboutQueueCron(async (context, cron) => {
    if (findStop(cron, context.odoo.version.series) !== undefined) return [];
    const { value, evidence } = await measureQueueJobs(context);
    if (value === undefined) return [];
    const standing = judgeJobs(value, context.now());
    const judged = judgeJobStanding(standing, await measureStandstill(context), context.now());
    return [{ ...judged, evidence }];
  }),
};

/** Whether the job queue does what is handed to it, and what it costs where it does not. Without its evidence. */
export const judgeJobStanding = (standing: JobStanding, { cost, ...counted }: Standstill, now: Date): CheckFinding => {
  const why = whyJobsStand(standing);
  if (why === undefined) return finding({ status: 'ok', summary: describeRunning(standing, now) });
  return finding({
    ...counted,
    status: standing.kind === 'stale' || standing.kind === 'cancelled' ? 'warn' : 'fail',
    summary: `${why}${cost}.`,
    detail: adviseOn(standing),
  });
};

const describeRunning = (standing: JobStanding, now: Date): string => {
  switch (standing.kind) {
    case 'running':
      return `The queue is handed to OCA's job queue, which has been running it for ${formatDuration(standing.ms)}.`;
    case 'in-time':
      return `The queue is handed to OCA's job queue${standing.lastRun === null ? ', where no job of it is late' : `, which last ran it at ${formatClock(standing.lastRun, now)}`}.`;
    default:
      return "The queue is handed to OCA's job queue, and no job of it is there.";
  }
};

const menu = 'Menu: Job Queue → Jobs.';

const adviseOn = (standing: JobStanding): string => {
  switch (standing.kind) {
    case 'waiting':
      return `${countOf(standing.count, 'job waits', 'jobs wait')}; the action's own dates move on all the same. Jobs are taken only by an Odoo that was started with queue_job among server_wide_modules in odoo.conf (or --load=base,web,queue_job), and only as many at a time as [queue_job] channels allows. Waking the queue adds another job. ${menu}`;
    case 'failed':
      return `The scheduled action itself shows a clean run. Mend what the job says, then requeue it; its traceback stands in the job. ${menu}`;
    case 'stale':
      return `A job whose Odoo was ended stays so until the runner, or "Jobs Garbage Collector", puts it back. ${menu}`;
    default:
      return `The next run of the scheduled action writes another job. ${menu}`;
  }
};
