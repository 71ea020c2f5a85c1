import type { QueueCron } from '../../domain/odoo/cron.ts';
import { findQueueObstacle, type QueueObstacle, type RunnerFacts } from '../../domain/odoo/queue-obstacle.ts';
import { sumOf } from '../../lib/sum-of.ts';
import { readServingWorkers, type WorkerSight } from '../../queue/serving-workers.ts';
import type { Odoo } from '../../services/odoo/odoo.ts';
import type { DueMails } from '../../services/odoo/queries/mails/due-mails.ts';
import { type FailingOthers, findFailingOthers } from './queue-others.ts';

interface WakingWorld {
  readonly odoo: Odoo;
  readonly waitingMails?: number;
  /** What tells who runs this database's scheduled actions. */
  readonly seen: WorkerSight;
  readonly totalTimeoutMs: number;
}

/** Whether waking the queue will help, and what else leaves with it. */
export type QueueWaking =
  | {
      readonly kind: 'woken';
      readonly cronId: number;
      /** Mails that wait already and leave with it; null when nobody could count them. */
      readonly others: number | null;
      /** Those of them that would fail. */
      readonly failing: readonly FailingOthers[];
    }
  | {
      readonly kind: 'asleep';
      readonly why: string;
      /** Whether to leave a call to run, which is followed once that is mended: for the cron of this id. */
      readonly callFor?: number;
    };

/** Looks at the queue's scheduled action and who runs it, and at the mails that its next run sends anyway. */
export const readWaking = async (
  world: WakingWorld,
  known: Parameters<typeof findFailingOthers>[1],
  { signal }: { readonly signal: AbortSignal },
): Promise<QueueWaking> => {
  const { odoo, waitingMails, totalTimeoutMs } = world;
  const facts = await readRunnerFacts(world, known.now, { signal });
  const runner = judgeRunner(facts.queue, findQueueObstacle(facts));
  if (runner.kind === 'asleep') return runner;
  const due = await readOthers(odoo, totalTimeoutMs, signal);
  const others = due === null ? (waitingMails ?? null) : sumOf(due, ({ ids }) => ids.length);
  const failing = due === null ? [] : findFailingOthers(due, known);
  return { kind: 'woken', cronId: runner.cronId, others, failing };
};

/** Whether whoever runs the queue follows a call to run, or why not. */
export const judgeRunner = (
  queue: QueueCron,
  obstacle: QueueObstacle | undefined,
): Extract<QueueWaking, { kind: 'asleep' }> | { readonly kind: 'follows'; readonly cronId: number } => {
  if (queue.kind === 'missing') return { kind: 'asleep', why: obstacle?.why ?? "Odoo's queue runner is missing" };
  const { id } = queue.cron;
  if (obstacle === undefined) return { kind: 'follows', cronId: id };
  return { kind: 'asleep', why: obstacle.why, ...(obstacle.isFollowedLater ? { callFor: id } : {}) };
};

/** What the role may not read is not held against Odoo. */
const readRunnerFacts = async (
  { odoo, seen }: WakingWorld,
  now: Date,
  options: { readonly signal: AbortSignal },
): Promise<RunnerFacts> => {
  const ifReadable = async <Value>(read: Promise<Value>): Promise<Value | undefined> => {
    try {
      return await read;
    } catch {
      options.signal.throwIfAborted();
      return undefined;
    }
  };
  const [queue, modules, workers] = await Promise.all([
    odoo.together.queueCron(options),
    ifReadable(odoo.together.modules(options)),
    ifReadable(readServingWorkers(odoo.together, seen, options)),
  ]);
  const jobs = queue.kind === 'missing' ? undefined : await ifReadable(odoo.queueJobs(queue.cron, options));
  return { queue, now, version: odoo.version, modules, jobs, workers };
};

/** A count that takes too long is not worth holding up a retry. */
export const readOthers = async (
  odoo: Odoo,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<readonly DueMails[] | null> => {
  try {
    return await odoo.dueMails({ signal, timeoutMs });
  } catch {
    signal.throwIfAborted();
    return null;
  }
};
