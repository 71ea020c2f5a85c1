import type { QueueLock } from '../../domain/database/database-session.ts';
import type { Cron, QueueCron } from '../../domain/odoo/cron.ts';
import { intervalOf, lateBy, toleratedDelayMs } from '../../domain/odoo/cron-timing.ts';
import { type JudgedWorkers, judgeWorkers } from '../../domain/odoo/judged-workers.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { judgeJobs, type QueueJobs, whyJobsStand } from '../../domain/odoo/queue-jobs.ts';
import { findRefusalToRun } from '../../domain/odoo/queue-obstacle.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import type { CheckContext } from '../context.ts';
import { ifPossible } from './if-possible.ts';
import { measureQueueCron } from './measure-database.ts';
import { type Measured, readWithEvidence, shared, sharedRead } from './shared.ts';

export const measureModules = sharedRead((odoo, options) => odoo.modules(options));

/** Cron workers that serve this database: other Odoos of the same cluster keep such sessions as well. */
export const measureCronWorkers = shared(async (context): Promise<Measured<JudgedWorkers>> => {
  const { sight, signal, odoo, target } = context;
  const [workers, { ourAddress, sameMachine }] = await Promise.all([
    readWithEvidence(context, (readers, options) => readers.cronWorkers(options)),
    odoo.surroundings({ signal }),
  ]);
  const value = judgeWorkers(workers.value, { wanted: target.address, sight, ourAddress, sameMachine });
  return { ...workers, value };
});
export const measureCrons = sharedRead((odoo, options) => odoo.crons(options));

/** Whether a run is under way; free where there is no cron. */
export const measureQueueLock = shared(async (context): Promise<Measured<QueueLock>> => {
  const { value } = await measureQueueCron(context);
  if (value.kind === 'missing') return { value: { kind: 'free' }, evidence: [] };
  const { id } = value.cron;
  return await readWithEvidence(context, (odoo, options) => odoo.queueLock(id, options));
});

/** The jobs to which the queue is handed; undefined where it runs by itself. */
export const measureQueueJobs = shared(async (context): Promise<Measured<QueueJobs | undefined>> => {
  const { value } = await measureQueueCron(context);
  if (value.kind === 'missing') return { value: undefined, evidence: [] };
  return await readWithEvidence(context, (odoo, options) => odoo.queueJobs(value.cron, options));
});

/** Why Odoo runs no scheduled action of this database, however it is woken; undefined where nothing is known of that. */
export const findStandstill = async (context: CheckContext): Promise<string | undefined> => {
  const modules = await ifPossible(context, measureModules(context));
  return findRefusalToRun(context.odoo.version, modules?.value);
};

/** What keeps the row from ever being run; undefined when nothing does. */
export const findStop = (
  { active, callsLeft, user }: Cron,
  series: OdooSeries,
): 'inactive' | 'no-calls-left' | 'archived-user' | undefined => {
  if (!active) return 'inactive';
  if (callsLeft === 0) return 'no-calls-left';
  return traitsOf(series).needsActiveUser && user.account === 'archived' && !user.isRoot ? 'archived-user' : undefined;
};

/** Whether the queue's turn comes as it should. */
export type Runner =
  | { readonly kind: 'on-time'; readonly cron: Cron; readonly intervalMs: number; readonly runsNow: boolean }
  | { readonly kind: 'stopped' };

/** For causes that only mean something while the queue runs; what stopped it is the cause `cron`. */
export const measureRunner = shared(async (context): Promise<Runner> => {
  const [queueCron, modules, lock, jobs] = await Promise.all([
    measureQueueCron(context),
    ifPossible(context, measureModules(context)),
    measureQueueLock(context),
    ifPossible(context, measureQueueJobs(context)),
  ]);
  const held = lock.value.kind === 'held';
  const refuses = findRefusalToRun(context.odoo.version, modules?.value) !== undefined;
  if (!isOnTime(context, queueCron.value, held) || refuses) return { kind: 'stopped' };
  const { cron } = queueCron.value;
  const intervalMs = intervalOf(cron);
  if (cron.handsToJobs !== true) return { kind: 'on-time', cron, intervalMs, runsNow: held };
  // The action's own dates say when a job was written, not when mail was sent.
  const standing = jobs?.value === undefined ? undefined : judgeJobs(jobs.value, context.now());
  if (standing !== undefined && whyJobsStand(standing) !== undefined) return { kind: 'stopped' };
  const lastCall = standing !== undefined && 'lastRun' in standing ? standing.lastRun : null;
  return { kind: 'on-time', cron: { ...cron, lastCall }, intervalMs, runsNow: standing?.kind === 'running' };
});

const isOnTime = (
  { odoo, now }: CheckContext,
  queueCron: QueueCron,
  held: boolean,
): queueCron is Extract<QueueCron, { readonly kind: 'found' }> =>
  queueCron.kind === 'found' &&
  findStop(queueCron.cron, odoo.version.series) === undefined &&
  (held || lateBy(queueCron.cron, now()) <= toleratedDelayMs);
