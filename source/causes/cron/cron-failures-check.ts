import { type Check, offer } from '../../checks/cause.ts';
import { ifPossible } from '../../checks/measure/if-possible.ts';
import { readLogExcerpt } from '../../checks/measure/log-excerpt.ts';
import { measureQueueLock } from '../../checks/measure/measure-runner.ts';
import { nameLog } from '../../checks/measure/read-odoo-log.ts';
import { readWithEvidence } from '../../checks/measure/shared.ts';
import { findPassedOver, measureWaiting, type WaitingMails } from '../../checks/measure/waiting.ts';
import type { QueueLock } from '../../domain/database/database-session.ts';
import { type CheckFinding, finding } from '../../domain/finding/finding.ts';
import type { CronProgress } from '../../domain/odoo/cron.ts';
import type { LogQuestion } from '../../domain/odoo/odoo-log.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { countOf } from '../../domain/wording/count.ts';
import { formatClock, formatDuration } from '../../domain/wording/duration.ts';
import { aboutQueueCron, cronPathIn, measureStandstill, type Standstill } from './find-queue-cron.ts';
import { reset } from './remedies/reset-cron-remedy.ts';

/** Failures in a row after which Odoo switches it off, when the first is a week old (base/models/ir_cron.py, 18+). */
const patience = 5;

/**
 * The runs that a time limit ended. Odoo raises the counter when a run begins and sets it back when it ends (_callback,
 * base/models/ir_cron.py, 18+), so that one under way counts itself.
 */
export const countCutRuns = (timedOut: number, runsNow: boolean): number => Math.max(0, timedOut - (runsNow ? 1 : 0));

/** What Odoo logs of a run that raised: 'Call from cron … failed in Job #3', from 18 on `Job 'Mail: …' (3) server action …`. */
const runQuestion = (id: number, from: Date, to: Date): Omit<LogQuestion, 'database'> => ({
  from: new Date(from.getTime() - 1_000),
  to,
  about: new RegExp(`ir_cron: .*(?:Job #${id}\\b|\\(${id}\\))`),
});

/** A refused mail is no failure of the run: what counts are errors in code and time limits. */
export const cronFailuresCheck: Check = {
  id: 'cron.failures',
  title: 'Its runs end well',
  owner: 'odoo',
  run: aboutQueueCron(async (context, cron) => {
    const { id, failureCount, firstFailureAt, lastCall } = cron;
    if (failureCount === undefined) return [];
    const progress = await readWithEvidence(context, (odoo, options) => odoo.cronProgress(id, 1, options));
    const { value: lock } = await measureQueueLock(context);
    const counts = countFailures(failureCount, progress.value?.[0], lock);
    if (!hasFailed(counts)) return [{ ...endedWell, evidence: progress.evidence }];
    const waiting = await ifPossible(context, measureWaiting(context));
    const excerpt =
      lastCall === null ? undefined : await readLogExcerpt(context, runQuestion(id, lastCall, context.now()));
    const judged = judgeFailedRuns({
      ...counts,
      firstFailureAt: firstFailureAt ?? null,
      lastCall,
      isStopped: isStoppedByFailures({ ...counts, waiting, lastCall, lock }),
      standstill: await measureStandstill(context),
      log: await nameLog(context),
      said: excerpt?.sentence,
      series: context.odoo.version.series,
      now: context.now(),
    });
    return [{ ...judged, evidence: [...progress.evidence, ...(excerpt?.evidence ?? [])] }];
  }),
};

const endedWell = finding({ status: 'ok', summary: 'The last runs of the queue ended without an error.' });

/** How many runs in a row ended badly. */
export interface FailedRuns {
  readonly failures: number;
  /** Ended by a time limit. */
  readonly cut: number;
}

export const countFailures = (
  failureCount: number | null,
  progress: Pick<CronProgress, 'timedOut'> | undefined,
  lock: QueueLock,
): FailedRuns => ({
  failures: failureCount ?? 0,
  cut: countCutRuns(progress?.timedOut ?? 0, lock.kind === 'held' && lock.keptFor === undefined),
});

export const hasFailed = ({ failures, cut }: FailedRuns): boolean => failures > 0 || cut > 0;

export interface StoppedFacts extends Pick<FailedRuns, 'failures'> {
  /** Undefined where the role may not read the queue. */
  readonly waiting: WaitingMails | undefined;
  readonly lastCall: Date | null;
  readonly lock: QueueLock;
}

/** What waited when the last run failed is what it failed to send; what came since has not had its turn. */
export const isStoppedByFailures = ({ failures, waiting, lastCall, lock }: StoppedFacts): boolean =>
  failures > 0 && lock.kind === 'free' && waiting !== undefined && findPassedOver(waiting, lastCall, 0).length > 0;

export interface FailedRunFacts extends FailedRuns {
  readonly firstFailureAt: Date | null;
  readonly lastCall: Date | null;
  readonly isStopped: boolean;
  readonly standstill: Standstill;
  /** Where Odoo's log is, for a sentence. */
  readonly log: string;
  /** What that log says of the run, a sentence; undefined where nothing was found or read. */
  readonly said: string | undefined;
  readonly series: OdooSeries;
  readonly now: Date;
}

/** Without its evidence. */
export const judgeFailedRuns = (facts: FailedRunFacts): CheckFinding => {
  const { failures, cut, firstFailureAt, lastCall, isStopped, log, said, now } = facts;
  const { cost, ...counted } = facts.standstill;
  const since = firstFailureAt === null ? '' : ` since ${formatDuration(now.getTime() - firstFailureAt.getTime())}`;
  const summary =
    failures > 0
      ? `The queue runner has failed ${countOf(failures, 'time')} in a row${since}; at ${patience} over seven days Odoo switches it off`
      : `A time limit cut the last ${countOf(cut, 'run')} of the queue short`;
  const when = lastCall === null ? '' : ` at ${formatClock(lastCall, now)}, when it last ran`;
  return finding({
    ...(isStopped ? counted : {}),
    status: isStopped ? 'fail' : 'warn',
    summary: `${summary}${isStopped ? cost : ''}.`,
    detail: `A refused mail does not count here: an error in the code, a lost database, or a run longer than limit_time_real_cron does. ${said ?? `${log} has the reason.`} Menu: ${cronPathIn(facts.series)}.`,
    // Setting the count back mends nothing by itself.
    nextStep: `Look in ${log}${when}, for ${failures > 0 ? 'the error that ended the run' : 'the time limit that ended the run'}`,
    remedies: [offer(reset)],
  });
};
