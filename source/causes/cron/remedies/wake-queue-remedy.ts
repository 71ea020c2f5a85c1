import type { Remedy } from '../../../checks/cause.ts';
import { findStandstill, findStop, measureQueueJobs } from '../../../checks/measure/measure-runner.ts';
import { countDueMails } from '../../../checks/measure/waiting.ts';
import { UserError } from '../../../domain/errors.ts';
import type { OdooSeries } from '../../../domain/odoo/odoo-series.ts';
import { judgeJobs, type QueueJobs, whyJobsStand } from '../../../domain/odoo/queue-jobs.ts';
import { traitsOf } from '../../../domain/odoo/traits.ts';
import { countOf } from '../../../domain/wording/count.ts';
import { composePlan } from '../../../remedies/compose-plan.ts';
import { findFaults, findIdleness } from '../../../remedies/scheduled-action/sending-start.ts';
import { type FailingMails, failingInputs, planFailing } from './failing-mails.ts';
import { requireQueueCron } from './queue-row.ts';

/** A call to run now; 14 knows none and finds the new date within a minute. */
export const wake: Remedy = {
  id: 'cron.wake',
  title: 'Run the queue now',
  risk: 'safe',
  inputs: failingInputs,
  async plan(context, request) {
    const cron = await requireQueueCron(context);
    if (findStop(cron, context.odoo.version.series) !== undefined) {
      throw new UserError('The queue runner is switched off, and nothing wakes it.', 'Apply cron.activate first.');
    }
    const [standstill, idleness, jobs] = await Promise.all([
      findStandstill(context),
      findIdleness(context),
      measureQueueJobs(context),
    ]);
    refuseWaking({ standstill, idleness, jobs: jobs.value, now: context.now() });
    const [all = 0, faults, failing] = await Promise.all([
      countDueMails(context),
      findFaults(context),
      planFailing(context, request),
    ]);
    return composePlan(wake, request, composeWaking({ all, faults, failing, series: context.odoo.version.series }));
  },
};

export interface WakingObstacles {
  /** What stops every scheduled action, a clause. */
  readonly standstill: string | undefined;
  /** Why nothing would answer the call, a clause. */
  readonly idleness: string | undefined;
  /** Of OCA's job queue; undefined where the queue is not handed to it. */
  readonly jobs: QueueJobs | undefined;
  readonly now: Date;
}

/** @throws UserError where waking the queue would change nothing. */
export const refuseWaking = ({ standstill, idleness, jobs, now }: WakingObstacles): void => {
  if (standstill !== undefined) {
    throw new UserError(`Waking the queue changes nothing: ${standstill}.`, 'Finish the upgrade first.');
  }
  if (idleness !== undefined) {
    throw new UserError(
      `Waking the queue changes nothing: ${idleness}.`,
      'Start Odoo, with max_cron_threads above 0: it runs what is due by itself.',
    );
  }
  const stands = jobs === undefined ? undefined : whyJobsStand(judgeJobs(jobs, now));
  if (stands === undefined) return;
  throw new UserError(`Waking the queue only adds another job: ${stands}.`, 'Mend the job queue first.');
};

export interface WakingFacts {
  /** Mails that are due, those that are to be held among them. */
  readonly all: number;
  readonly faults: readonly string[];
  readonly failing: FailingMails;
  readonly series: OdooSeries;
}

/** The call, and what has to be said of it. */
export const composeWaking = ({ all, faults, failing, series }: WakingFacts) => {
  const due = Math.max(0, all - failing.held);
  const wait = countOf(due, 'mail waits', 'mails wait');
  return {
    // A mail that has left or changed meanwhile needs no hold.
    ...(failing.transactions.length > 0
      ? ({ locksQueue: true, onStaleRows: 'skip', transactions: failing.transactions } as const)
      : {}),
    outside: [{ kind: 'wake-queue' }],
    warnings: [
      ...failing.warnings,
      ...(traitsOf(series).cronTriggers ? [] : [`Odoo ${series} looks once a minute, so it may take that long.`]),
      ...(due === 0 || faults.length === 0 ? [] : [`${wait}, and what Odoo sends now would fail: ${faults.join(' ')}`]),
    ],
    irreversible: due === 0 ? [] : [`What Odoo sends is sent: ${wait}.`],
    affects: { count: due + failing.held, noun: 'waiting mail' },
  } as const;
};
