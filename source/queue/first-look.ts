import type { FirstLook, VitalSign } from '../domain/finding/vital-sign.ts';
import type { QueuePicture } from '../domain/mail/queue.ts';
import type { Cron, QueueCron } from '../domain/odoo/cron.ts';
import { intervalOf, toleratedDelayMs } from '../domain/odoo/cron-timing.ts';
import type { NotTold } from '../domain/odoo/cron-workers.ts';
import type { JudgedWorkers } from '../domain/odoo/judged-workers.ts';
import type { MailServer } from '../domain/odoo/mail-server.ts';
import type { OdooModule } from '../domain/odoo/odoo-module.ts';
import { judgeJobs, type QueueJobs, whyJobsStand } from '../domain/odoo/queue-jobs.ts';
import { titleOf } from '../domain/replies/title.ts';
import { countOf, formatCount } from '../domain/wording/count.ts';
import { formatAge, formatClock, formatDuration } from '../domain/wording/duration.ts';
import { sumOf } from '../lib/sum-of.ts';
import { hourMs } from '../lib/time-units.ts';

/** A reading, or the sentence that says why there is none. */
export type Reading<Value> =
  | { readonly kind: 'read'; readonly value: Value }
  | { readonly kind: 'unread'; readonly why: string };

/** What the first look goes by, besides the queue itself. */
export interface Vitals {
  readonly queueCron: Reading<QueueCron>;
  readonly cronWorkers: Reading<JudgedWorkers>;
  readonly pendingModules: Reading<readonly OdooModule[]>;
  readonly mailServers: Reading<readonly MailServer[]>;
  readonly neutralized: boolean;
  /** Whether a run is under way; where unread or absent nobody can tell. */
  readonly runsNow?: boolean;
  /** When the run that is under way began, where the server tells. */
  readonly runSince?: Date;
  /** The jobs to which the queue is handed; where unread or absent it runs by itself. */
  readonly jobs?: QueueJobs;
}

/** What a first look needs to know of the queue. */
type Standing = Pick<QueuePicture, 'counts' | 'failures' | 'scheduled' | 'oldestOutgoingAt'> & {
  /** Absent where nobody watched what left. */
  readonly hour?: Pick<QueuePicture['hour'], 'departures' | 'newFailures'>;
  /** False while the table is still being counted: the numbers are what was found so far. True when absent. */
  readonly complete?: boolean;
};

/** One sentence about the queue and a line for each thing it depends on: what can be told without probing anything. */
export const takeFirstLook = (picture: Standing, vitals: Vitals, now: Date): FirstLook => {
  const runner = judgeRunner(vitals, now);
  const odoo = judgeOdoo(vitals.cronWorkers);
  const vitalSigns = [runner, odoo, describeServers(vitals.mailServers)];
  return { ...conclude(picture, vitals, { runner, odoo }, now), vitalSigns };
};

/** The vital sign, and where the runner is stopped for good, how the verdict puts it. */
type RunnerSign = VitalSign & { readonly headline?: string };

const judgeRunner = ({ queueCron, pendingModules, runsNow, jobs }: Vitals, now: Date): RunnerSign => {
  const subject = 'Queue runner';
  if (queueCron.kind === 'unread') return { subject, status: 'unknown', words: queueCron.why };
  if (queueCron.value.kind === 'missing') return { subject, status: 'fail', words: 'deleted', headline: 'deleted' };
  const { cron } = queueCron.value;
  const flaw = findCronFlaw(cron);
  if (flaw !== undefined) return { subject, status: 'fail', words: flaw + formatLastRun(cron, now), headline: flaw };
  if (pendingModules.kind === 'read' && pendingModules.value.length > 0) {
    const waiting = countOf(pendingModules.value.length, 'module waits', 'modules wait');
    const words = `held up: ${waiting} for an upgrade`;
    return { subject, status: 'fail', words, headline: words };
  }
  const stands = jobs === undefined ? undefined : whyJobsStand(judgeJobs(jobs, now));
  if (stands !== undefined) {
    const words = stands.replace("Odoo's mail queue is ", '');
    return { subject, status: 'fail', words, headline: words };
  }
  if (runsNow === true) return { subject, status: 'ok', words: 'a run is under way' };
  const late = cron.nextCall === null ? 0 : now.getTime() - cron.nextCall.getTime();
  if (late > toleratedDelayMs) return { subject, status: 'warn', words: `${formatDuration(late)} late` };
  const next = cron.nextCall === null ? '' : `next run ${formatClock(cron.nextCall, now)}`;
  return { subject, status: 'ok', words: late > 0 ? 'due now' : next };
};

const findCronFlaw = ({ active, callsLeft }: Cron): string | undefined => {
  if (!active) return 'switched off';
  return callsLeft === 0 ? 'out of runs (numbercall is 0)' : undefined;
};

const formatLastRun = ({ lastCall }: Cron, now: Date): string =>
  lastCall === null ? '' : `, last run ${formatClock(lastCall, now)}`;

const whyNotTold: Readonly<Record<NotTold, string>> = {
  version: 'this version does not show its cron workers',
  standby: "this is a standby: Odoo's sessions are at the primary",
  pooler: 'a connection pooler is in between, whose sessions outlive those that asked for them',
};

const judgeOdoo = (workers: Reading<JudgedWorkers>): VitalSign => {
  const subject = 'Odoo';
  if (workers.kind === 'unread') return { subject, status: 'unknown', words: workers.why };
  if (workers.value.kind === 'not-told') return { subject, status: 'unknown', words: whyNotTold[workers.value.why] };
  const { listening, uncertain, isConnected, servers } = workers.value;
  if (listening.length > 0) {
    return { subject, status: 'ok', words: `connected, ${countOf(listening.length, 'cron worker')}` };
  }
  if (uncertain.length > 0) {
    const words = 'a cron worker is connected to the server, and whether it serves this database is not known';
    return { subject, status: 'unknown', words };
  }
  const [server] = servers;
  if (!isConnected && server !== undefined) {
    return { subject, status: 'fail', words: `runs (process ${server.pid}), but no cron worker connected` };
  }
  return { subject, status: 'fail', words: 'no cron worker connected' };
};

const describeServers = (servers: Reading<readonly MailServer[]>): VitalSign => {
  const subject = 'Mail servers';
  if (servers.kind === 'unread') return { subject, status: 'unknown', words: servers.why };
  const [first, ...others] = servers.value.filter(({ active }) => active);
  if (first === undefined) return { subject, status: 'skipped', words: "none set: odoo.conf's is used" };
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return { subject, status: 'skipped', words: `${first.host ?? first.name}${more}` };
};

type Conclusion = Omit<FirstLook, 'vitalSigns'>;

const conclude = (
  picture: Standing,
  { neutralized, queueCron, mailServers }: Vitals,
  { runner, odoo }: { readonly runner: RunnerSign; readonly odoo: VitalSign },
  now: Date,
): Conclusion => {
  const detail = describeQueue(picture, now);
  if (neutralized) {
    return { status: 'warn', summary: describeCopy(mailServers, runner), detail };
  }
  if (runner.headline !== undefined) {
    const summary = `Nothing is being sent: the Email Queue Manager is ${runner.headline}.`;
    return { status: 'fail', summary, detail };
  }
  if (odoo.status === 'fail') {
    const summary = 'Nothing is being sent from the queue: no cron worker of Odoo is connected.';
    return { status: 'fail', summary, detail };
  }
  if (picture.counts.exception > 0) {
    const overcome = tellOvercome(picture, runner);
    if (overcome !== undefined) return { status: 'warn', summary: overcome, detail };
    return {
      status: 'fail',
      summary: `${isSoFar(picture) ? 'At least ' : ''}${countOf(picture.counts.exception, 'mail')} failed ${stays(picture.counts.exception)}.`,
      detail,
    };
  }
  const interval =
    queueCron.kind === 'read' && queueCron.value.kind === 'found' ? intervalOf(queueCron.value.cron) : hourMs;
  const age = picture.oldestOutgoingAt === null ? 0 : now.getTime() - picture.oldestOutgoingAt.getTime();
  if (picture.counts.outgoing > picture.scheduled && age > 2 * interval) {
    const summary = `Mail waits too long: the oldest for ${formatDuration(age)}, although the queue runs.`;
    return { status: 'warn', summary, detail };
  }
  return { status: 'ok', summary: 'Mail is going out.', detail };
};

const stays = (mails: number): string => (mails === 1 ? 'and stays where it is' : 'and stay where they are');

/** Steps of five minutes that are looked back over: the one under way alone may have just begun. */
const lately = 2;

/** Mail was seen leaving lately and none failed: what failed before that stands, and the mail system does not. */
const tellOvercome = (
  { counts, failures, hour, complete }: Standing,
  runner: Pick<VitalSign, 'status'>,
): string | undefined => {
  if (hour === undefined || complete === false || runner.status !== 'ok') return undefined;
  const recent = (steps: readonly number[]): number => sumOf(steps.slice(-lately), (count) => count);
  if (recent(hour.departures) === 0 || recent(hour.newFailures) > 0) return undefined;
  const theirs = sumOf(
    failures.filter(({ owner }) => owner === 'recipient'),
    ({ count }) => count,
  );
  const all = counts.exception;
  const who =
    theirs === 0
      ? stays(all)
      : `${theirs === all ? '' : `${formatCount(theirs)} of them `}for ${theirs === 1 ? "its recipient's" : "their recipients'"} sake, where the contacts act`;
  return `Mail is going out; ${countOf(all, 'mail')} failed before${theirs === 0 ? ' ' : theirs === all ? ' ' : ', '}${who}.`;
};

const isSoFar = ({ complete }: Standing): boolean => complete === false;

/** Neutralizing archives the servers, or leaves one that leads nowhere (data/neutralize.sql, 16+); somebody may undo that. */
const describeCopy = (servers: Reading<readonly MailServer[]>, { headline }: RunnerSign): string => {
  const copy = 'This is a neutralized copy: it must not send';
  const usable =
    servers.kind === 'read' ? servers.value.find(({ active, host }) => active && host !== 'invalid') : null;
  if (usable === null) return `${copy}.`;
  if (usable === undefined) return `${copy}, and has no mail server to send through.`;
  return headline === undefined
    ? `${copy}, and yet it can: the mail server "${usable.name}" is active.`
    : `${copy}, and its queue runner is ${headline}.`;
};

const tellShare = (most: number, failed: number): string =>
  most !== failed ? `, ${formatCount(most)} of them` : most === 1 ? '' : ', all of them';

const describeQueue = (standing: Standing, now: Date): string => {
  const { counts, failures, scheduled, oldestOutgoingAt } = standing;
  const some = isSoFar(standing) ? 'at least ' : '';
  const waiting = `${some}${formatCount(counts.outgoing)} waiting${counts.outgoing === 0 ? '' : ` (oldest ${formatAge(oldestOutgoingAt, now)})`}`;
  const held = scheduled === 0 ? '' : `, ${formatCount(scheduled)} of them held until later`;
  const [most] = failures;
  const why = most === undefined ? '' : `${tellShare(most.count, counts.exception)}: ${titleOf(most.class)}`;
  return `${waiting}${held} · ${some}${formatCount(counts.exception)} failed${why}`;
};
