import { hourMs } from '../../lib/time-units.ts';
import { formatDuration } from '../wording/duration.ts';
import { toleratedDelayMs } from './cron-timing.ts';

/** A job of OCA's queue_job that runs the mail queue's scheduled action. All times are UTC. */
export interface QueueJob {
  /** `wait_dependencies`, `pending`, `enqueued`, `started`, `done`, `cancelled`, `failed`. */
  readonly state: string;
  readonly createdAt: Date | null;
  /** Not to be taken before. */
  readonly notBefore: Date | null;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  /** What its code raised, a line. */
  readonly failure: string | null;
}

export interface QueueJobs {
  /** Newest first. */
  readonly jobs: readonly QueueJob[];
  /** Whether a session of a job runner was seen in this database; undefined where the role may not see it. */
  readonly runnerSeen: boolean | undefined;
}

/** How the job queue treats the runs that are handed to it. */
export type JobStanding =
  | { readonly kind: 'none' }
  /** Taken when it should be. */
  | { readonly kind: 'in-time'; readonly lastRun: Date | null }
  | { readonly kind: 'running'; readonly ms: number; readonly lastRun: Date | null }
  | { readonly kind: 'stale'; readonly ms: number }
  /** So many wait, the first for this long (ms), and nobody takes them. */
  | { readonly kind: 'waiting'; readonly count: number; readonly ms: number; readonly runnerSeen: boolean | undefined }
  | { readonly kind: 'failed'; readonly failure: string | null; readonly at: Date | null }
  | { readonly kind: 'cancelled' };

/** A run of the queue is worth a look after an hour: the next is due. */
const longRunMs = hourMs;
const open: ReadonlySet<string> = new Set(['wait_dependencies', 'pending', 'enqueued']);

/** What the newest jobs say. One that waits for its turn is late after the time that a scheduled action may be late. */
export const judgeJobs = ({ jobs, runnerSeen }: QueueJobs, now: Date): JobStanding => {
  const age = (at: Date | null): number => (at === null ? 0 : now.getTime() - at.getTime());
  const started = jobs.find(({ state }) => state === 'started');
  const lastRun = jobs.find(({ state }) => state === 'done')?.endedAt ?? null;
  if (started !== undefined) {
    const ms = age(started.startedAt ?? started.createdAt);
    return ms > longRunMs ? { kind: 'stale', ms } : { kind: 'running', ms, lastRun };
  }
  const waits = jobs
    .filter(({ state }) => open.has(state))
    .map(({ createdAt, notBefore }) =>
      Math.min(age(createdAt), notBefore === null ? Number.POSITIVE_INFINITY : age(notBefore)),
    );
  const ms = Math.max(0, ...waits);
  if (ms > toleratedDelayMs) return { kind: 'waiting', count: waits.length, ms, runnerSeen };
  const last = jobs.find(({ state }) => !open.has(state));
  switch (last?.state) {
    case 'failed':
      return { kind: 'failed', failure: last.failure, at: last.endedAt };
    case 'cancelled':
      return { kind: 'cancelled' };
    default:
      return jobs.length === 0 ? { kind: 'none' } : { kind: 'in-time', lastRun };
  }
};

/** Why no mail leaves however often the queue is called, a clause; undefined where the jobs are worked on. */
export const whyJobsStand = (standing: JobStanding): string | undefined => {
  switch (standing.kind) {
    case 'waiting': {
      const first = formatDuration(standing.ms);
      const runner = standing.runnerSeen === false ? ', and no job runner is connected' : '';
      return `Odoo's mail queue is handed to OCA's job queue, where a job has waited for ${first} and nobody takes it${runner}`;
    }
    case 'failed':
      return `Odoo's mail queue is handed to OCA's job queue, where its last job failed${standing.failure === null ? '' : `: ${standing.failure}`}`;
    case 'stale':
      return `Odoo's mail queue is handed to OCA's job queue, where a job was started ${formatDuration(standing.ms)} ago and has not ended`;
    case 'cancelled':
      return "Odoo's mail queue is handed to OCA's job queue, where its last job was cancelled";
    default:
      return undefined;
  }
};
