import { type Check, offer } from '../../checks/cause.ts';
import { ifPossible } from '../../checks/measure/if-possible.ts';
import { readLogExcerpt } from '../../checks/measure/log-excerpt.ts';
import { measureQueueLock } from '../../checks/measure/measure-runner.ts';
import { nameLog } from '../../checks/measure/read-odoo-log.ts';
import { readWithEvidence } from '../../checks/measure/shared.ts';
import { findPassedOver, measureWaiting } from '../../checks/measure/waiting.ts';
import { finding } from '../../domain/finding/finding.ts';
import type { LogQuestion } from '../../domain/odoo/odoo-log.ts';
import { countOf } from '../../domain/wording/count.ts';
import { formatClock, formatDuration } from '../../domain/wording/duration.ts';
import { aboutQueueCron, cronPath, measureStandstill } from './find-queue-cron.ts';
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
  run: aboutQueueCron(async (context, { id, failureCount, firstFailureAt, lastCall }) => {
    if (failureCount === undefined) return [];
    const progress = await readWithEvidence(context, (odoo, options) => odoo.cronProgress(id, 1, options));
    const lock = await measureQueueLock(context);
    const failures = failureCount ?? 0;
    const cut = countCutRuns(
      progress.value?.[0]?.timedOut ?? 0,
      lock.value.kind === 'held' && lock.value.keptFor === undefined,
    );
    if (failures === 0 && cut === 0) {
      return [
        finding({
          evidence: progress.evidence,
          status: 'ok',
          summary: 'The last runs of the queue ended without an error.',
        }),
      ];
    }
    const since =
      firstFailureAt === null || firstFailureAt === undefined
        ? ''
        : ` since ${formatDuration(context.now().getTime() - firstFailureAt.getTime())}`;
    const summary =
      failures > 0
        ? `The queue runner has failed ${countOf(failures, 'time')} in a row${since}; at ${patience} over seven days Odoo switches it off.`
        : `A time limit cut the last ${countOf(cut, 'run')} of the queue short.`;
    const { cost, ...standstill } = await measureStandstill(context);
    const waiting = await ifPossible(context, measureWaiting(context));
    // What waited when the last run failed is what it failed to send; what came since has not had its turn.
    const passedOver = waiting === undefined ? [] : findPassedOver(waiting, lastCall, 0);
    const log = await nameLog(context);
    const excerpt =
      lastCall === null ? undefined : await readLogExcerpt(context, runQuestion(id, lastCall, context.now()));
    const isStopped = failures > 0 && passedOver.length > 0 && lock.value.kind === 'free';
    return [
      finding({
        evidence: [...progress.evidence, ...(excerpt?.evidence ?? [])],
        ...(isStopped ? standstill : {}),
        status: isStopped ? 'fail' : 'warn',
        summary: isStopped ? `${summary.replace(/\.$/, '')}${cost}.` : summary,
        detail: `A refused mail does not count here: an error in the code, a lost database, or a run longer than limit_time_real_cron does. ${excerpt?.sentence === undefined ? `${log} has the reason.` : excerpt.sentence} Menu: ${cronPath(context)}.`,
        // Setting the count back mends nothing by itself.
        nextStep: `Look in ${log}${lastCall === null ? '' : ` at ${formatClock(lastCall, context.now())}, when it last ran`}, for ${failures > 0 ? 'the error that ended the run' : 'the time limit that ended the run'}`,
        remedies: [offer(reset)],
      }),
    ];
  }),
};
