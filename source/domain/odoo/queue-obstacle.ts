import type { Cron, QueueCron } from './cron.ts';
import { hasMissedRun } from './cron-timing.ts';
import type { JudgedWorkers } from './judged-workers.ts';
import { isPending, type OdooModule } from './odoo-module.ts';
import type { OdooVersion } from './odoo-version.ts';
import { judgeJobs, type QueueJobs, whyJobsStand } from './queue-jobs.ts';
import { traitsOf } from './traits.ts';

/** What decides whether waking Odoo's queue can lead to a run. Undefined: it could not be read. */
export interface RunnerFacts {
  readonly queue: QueueCron;
  readonly version: OdooVersion;
  readonly modules: readonly OdooModule[] | undefined;
  readonly workers: JudgedWorkers | undefined;
  /** Undefined also where the queue runs by itself. */
  readonly jobs?: QueueJobs | undefined;
  readonly now: Date;
}

/** Why nothing runs, however the queue is woken. */
export interface QueueObstacle {
  /** A clause without a full stop. */
  readonly why: string;
  /** Whether a call to run that is left in the table is followed once that is mended. */
  readonly isFollowedLater: boolean;
}

/** base's own version is 1.3 in every release (base/__manifest__.py), and Odoo compares all of it (`_check_version`). */
export const hasVersionOfCode = ({ text, full }: OdooVersion): boolean => full === `${text}.1.3`;

/** Why waking the queue cannot work; undefined where nothing is known that speaks against it. */
export const findQueueObstacle = (facts: RunnerFacts): QueueObstacle | undefined => {
  const { queue, version, modules } = facts;
  if (queue.kind === 'missing') return { why: "Odoo's queue runner is missing", isFollowedLater: false };
  const { active, callsLeft } = queue.cron;
  if (!active) return { why: "Odoo's queue runner is switched off", isFollowedLater: false };
  if (callsLeft === 0) return { why: "Odoo's queue runner has no runs left", isFollowedLater: false };
  const refusal = findRefusalToRun(version, modules);
  if (refusal !== undefined) return { why: refusal, isFollowedLater: true };
  const absent = whyNobodyRuns(queue.cron, facts);
  if (absent !== undefined) return { why: absent, isFollowedLater: true };
  const stands = facts.jobs === undefined ? undefined : whyJobsStand(judgeJobs(facts.jobs, facts.now));
  return stands === undefined ? undefined : { why: stands, isFollowedLater: false };
};

/** Why Odoo skips all scheduled actions of this database (base/models/ir_cron.py), a clause; undefined where it does not. */
export const findRefusalToRun = (
  version: OdooVersion,
  modules: readonly OdooModule[] | undefined,
): string | undefined => {
  const pending = modules?.find(isPending);
  if (pending !== undefined) {
    return `Odoo runs no scheduled action while a module is half-way through an install or upgrade (${pending.name})`;
  }
  return hasVersionOfCode(version)
    ? undefined
    : `Odoo runs no scheduled action while base has another version here (${version.full}) than its code (${version.text}.1.3)`;
};

/** Another Odoo's cron worker on the same cluster is nobody for this database. */
const whyNobodyRuns = (cron: Cron, { workers, version, now }: RunnerFacts): string | undefined => {
  if (workers?.kind !== 'judged' || workers.listening.length > 0) return undefined;
  const { isConnected, servers, uncertain } = workers;
  const missed = hasMissedRun(cron, now);
  const isThere = isConnected || servers.length > 0;
  // Whose they are nobody can tell, unless the queue's turn has passed and no Odoo of this database was seen.
  if (uncertain.length > 0 && (isThere || !missed)) return undefined;
  if (!isThere) return 'No Odoo is running here: none is connected to this database';
  // Where Odoo names none of its sessions, a nameless client of others' would look like one.
  if (!traitsOf(version.series).namedSessions && servers.length === 0 && !missed) return undefined;
  return `Odoo is ${isConnected ? 'connected' : 'started for this database'}, but none of its processes runs scheduled actions`;
};
