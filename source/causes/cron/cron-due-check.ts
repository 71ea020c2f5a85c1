import { type Check, offer } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { ifPossible } from '../../checks/measure/if-possible.ts';
import { findStandstill, findStop, measureCronWorkers, measureQueueLock } from '../../checks/measure/measure-runner.ts';
import { readWithEvidence } from '../../checks/measure/shared.ts';
import type { QueueLock } from '../../domain/database/database-session.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import type { Cron } from '../../domain/odoo/cron.ts';
import { intervalOf, lateBy, toleratedDelayMs } from '../../domain/odoo/cron-timing.ts';
import type { JudgedWorkers } from '../../domain/odoo/judged-workers.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { formatClock, formatDuration } from '../../domain/wording/duration.ts';
import { aboutQueueCron, cronPath, cronPathIn, measureStandstill, type Standstill } from './find-queue-cron.ts';
import { listActions } from './holding.ts';
import { reschedule } from './remedies/reschedule-remedy.ts';
import { wake } from './remedies/wake-queue-remedy.ts';
import { judgeWorkerSigns } from './worker-signs.ts';

type Common = Pick<CheckFinding, 'evidence'>;

/** nextcall, lastcall and the calls to run, against now in UTC. */
export const dueCheck: Check = {
  id: 'cron.due',
  title: 'It ran when it should have',
  owner: 'odoo',
  decides: true,
  run: aboutQueueCron(async (context, cron) => {
    // Of a row that is never run the time says nothing.
    if (findStop(cron, context.odoo.version.series) !== undefined) return [];
    const [lock, calls] = await Promise.all([measureQueueLock(context), readCalls(context, cron.id)]);
    const common = { evidence: [...calls.evidence, ...lock.evidence] };
    const working = describeLock(lock.value);
    if (working !== undefined) return [finding({ ...common, status: 'ok', summary: working })];
    const now = context.now();
    const turn = judgeTurn(cron, calls.earliest, now);
    if (turn.kind === 'late') return [await describeLate(context, common, turn.ms)];
    if (turn.kind === 'far-ahead') return [await describeFarAhead(context, common, turn.ms)];
    return [finding({ ...common, status: 'ok', summary: describeTurn(turn, cron, now) })];
  }),
};

/** Why a queue that is held need not have run; undefined where nobody holds it. */
export const describeLock = (lock: QueueLock): string | undefined => {
  if (lock.kind === 'free') return undefined;
  return lock.keptFor === undefined
    ? 'The queue is being worked on at this moment.'
    : `The queue waits until ${listActions(lock.keptFor)} has ended: both must not run at the same time.`;
};

type Turn =
  | { readonly kind: 'in-time' }
  /** It could have run this long (ms), and did not. */
  | { readonly kind: 'late'; readonly ms: number }
  /** Its date lies this far (ms) from now, more than its interval explains. */
  | { readonly kind: 'far-ahead'; readonly ms: number }
  /** Its date is long past, and its row was written since: a worker takes it up when it next looks. */
  | { readonly kind: 'moved'; readonly due: Date };

type Timing = Pick<Cron, 'nextCall' | 'changedAt' | 'interval'>;

/** How a scheduled action stands to its date, and to the earliest call (15+) that waits for it. */
export const judgeTurn = (cron: Timing, call: Date | null, now: Date): Turn => {
  const { nextCall, changedAt } = cron;
  const [due = null] = [nextCall, call]
    .filter((each) => each !== null)
    .toSorted((one, other) => one.getTime() - other.getTime());
  const waited = lateBy({ nextCall: due, changedAt }, now);
  if (waited > toleratedDelayMs) return { kind: 'late', ms: waited };
  if (nextCall === null) return { kind: 'in-time' };
  const ahead = nextCall.getTime() - now.getTime();
  if (ahead > 2 * intervalOf(cron) + toleratedDelayMs) return { kind: 'far-ahead', ms: ahead };
  return -ahead > toleratedDelayMs ? { kind: 'moved', due: nextCall } : { kind: 'in-time' };
};

type Told = Pick<Cron, 'changedAt' | 'handsToJobs' | 'lastCall' | 'nextCall'>;

/** A queue that is on time, or will be within minutes. */
export const describeTurn = (
  turn: Extract<Turn, { readonly kind: 'in-time' | 'moved' }>,
  { changedAt, handsToJobs, lastCall, nextCall }: Told,
  now: Date,
): string => {
  if (turn.kind === 'moved') {
    const changed = changedAt === null ? '' : ` and its row was changed at ${formatClock(changedAt, now)}`;
    return `The run that was due at ${formatClock(turn.due, now)} has not come yet${changed}: Odoo takes it up within minutes.`;
  }
  const words = handsToJobs === true ? "The queue is handed to OCA's job queue on time" : 'The queue runs on time';
  const last = lastCall === null ? '' : `, last at ${formatClock(lastCall, now)}`;
  const next = nextCall === null ? '' : `; the next run is due at ${formatClock(nextCall, now)}`;
  return `${words}${last}${next}.`;
};

const readCalls = async (context: CheckContext, cronId: number) => {
  const { value, evidence } = await readWithEvidence(context, (odoo, options) => odoo.cronTriggers(cronId, options));
  return { earliest: value?.earliest ?? null, evidence: value === undefined || value.count === 0 ? [] : evidence };
};

const describeLate = async (context: CheckContext, common: Common, ms: number): Promise<CheckFinding> => {
  const [standstill, workers, stop] = await Promise.all([
    measureStandstill(context),
    ifPossible(context, measureCronWorkers(context)),
    findStandstill(context),
  ]);
  const { series } = context.odoo.version;
  const absent = whyNobodyCame(workers?.value, context.now());
  const judged = judgeLate({ ms, standstill, workers: workers?.value, stop: stop ?? absent, series });
  const evidence = stop === undefined ? [...common.evidence, ...(workers?.evidence ?? [])] : common.evidence;
  return { ...judged, evidence };
};

/** Why a run that is late cannot come, a clause; undefined where somebody may run it. */
export const whyNobodyCame = (workers: JudgedWorkers | undefined, now: Date): string | undefined => {
  if (workers?.kind !== 'judged' || judgeWorkerSigns({ ...workers, missed: true, now }, '').status !== 'fail') {
    return undefined;
  }
  return workers.isConnected || workers.servers.length > 0
    ? 'no process of Odoo runs scheduled actions here'
    : 'no Odoo is connected to this database';
};

export interface LateFacts {
  /** It should have run this long ago. */
  readonly ms: number;
  readonly standstill: Standstill;
  /** Undefined where nobody can tell. */
  readonly workers: JudgedWorkers | undefined;
  /** What stops every scheduled action, a clause. */
  readonly stop: string | undefined;
  readonly series: OdooSeries;
}

/** Without its evidence. */
export const judgeLate = ({ ms, standstill, workers, stop, series }: LateFacts): CheckFinding => {
  if (stop !== undefined) {
    // What stops every scheduled action has a finding of its own, which speaks; waking the queue changes nothing.
    const summary = `The queue should have run ${formatDuration(ms)} ago: ${stop}.`;
    return finding({ status: 'warn', summary });
  }
  const { cost, ...counted } = standstill;
  const idle = workers?.kind === 'judged' && workers.listening.length > 0;
  return finding({
    ...counted,
    status: 'fail',
    summary: `The queue should have run ${formatDuration(ms)} ago and did not${idle ? ', although a cron worker of Odoo is connected' : ''}${cost}.`,
    detail: idle
      ? `A worker that passes this database by says why in Odoo's log: "Skipping database … as its base version is not …" after a code upgrade without -u base, or "… because of modules to install/upgrade/remove". Up to 18 a threaded Odoo (workers = 0) runs scheduled actions only for databases that somebody opened since its start, unless db_name names them; and a worker busy with another long action comes late. Menu: ${cronPathIn(series)}.`
      : `Times are compared in UTC, as Odoo keeps them. Menu: ${cronPathIn(series)} → Next Execution Date.`,
    remedies: [offer(wake)],
  });
};

const describeFarAhead = async (context: CheckContext, common: Common, ahead: number): Promise<CheckFinding> => {
  const { cost, ...standstill } = await measureStandstill(context);
  return finding({
    ...common,
    ...standstill,
    status: 'fail',
    summary: `The next run of the queue is set for ${formatDuration(ahead)} from now, much later than its interval${cost}.`,
    detail: `Somebody moved the date, or wrote a local time by SQL: Odoo keeps nextcall in UTC. Menu: ${cronPath(context)} → Next Execution Date.`,
    remedies: [offer(reschedule, null, await reschedule.inputs(context, null))],
  });
};
