import type { QueueCron } from './cron.ts';
import type { CronWorkers } from './cron-workers.ts';
import { isPending, type OdooModule } from './odoo-module.ts';
import type { OdooVersion } from './odoo-version.ts';

/** What decides whether waking Odoo's queue can lead to a run. Undefined: it could not be read. */
export interface RunnerFacts {
  readonly queue: QueueCron;
  readonly version: OdooVersion;
  readonly modules: readonly OdooModule[] | undefined;
  readonly workers: CronWorkers | undefined;
  readonly database: string;
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
  const absent = whyNobodyRuns(facts);
  return absent === undefined ? undefined : { why: absent, isFollowedLater: true };
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

const whyNobodyRuns = ({ workers, database }: RunnerFacts): string | undefined => {
  if (workers?.kind !== 'counted' || workers.listening.length > 0) return undefined;
  const isNamed = workers.toldBy === 'application-name';
  const isConnected = workers.sessions.some(
    (session) =>
      session.database === database && (isNamed ? session.odooProcess !== null : session.applicationName === ''),
  );
  if (!isConnected) return 'No Odoo is running here: none is connected with the database server';
  // 15 names none of its sessions, so that a nameless client of others' would look like one.
  return isNamed ? 'Odoo is connected, but none of its processes runs scheduled actions' : undefined;
};
