import type { Remedy } from '../../../checks/cause.ts';
import { findStandstill, findStop, measureQueueJobs } from '../../../checks/measure/measure-runner.ts';
import { countDueMails } from '../../../checks/measure/waiting.ts';
import { UserError } from '../../../domain/errors.ts';
import { judgeJobs, whyJobsStand } from '../../../domain/odoo/queue-jobs.ts';
import { traitsOf } from '../../../domain/odoo/traits.ts';
import { countOf } from '../../../domain/wording/count.ts';
import { composePlan } from '../../../remedies/compose-plan.ts';
import { findFaults, findIdleness } from '../../../remedies/scheduled-action/sending-start.ts';
import { failingInputs, planFailing } from './failing-mails.ts';
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
    const standstill = await findStandstill(context);
    if (standstill !== undefined) {
      throw new UserError(`Waking the queue changes nothing: ${standstill}.`, 'Finish the upgrade first.');
    }
    const idleness = await findIdleness(context);
    if (idleness !== undefined) {
      throw new UserError(
        `Waking the queue changes nothing: ${idleness}.`,
        'Start Odoo, with max_cron_threads above 0: it runs what is due by itself.',
      );
    }
    const jobs = await measureQueueJobs(context);
    const stands = jobs.value === undefined ? undefined : whyJobsStand(judgeJobs(jobs.value, context.now()));
    if (stands !== undefined) {
      throw new UserError(`Waking the queue only adds another job: ${stands}.`, 'Mend the job queue first.');
    }
    const [all = 0, faults, failing] = await Promise.all([
      countDueMails(context),
      findFaults(context),
      planFailing(context, request),
    ]);
    const due = Math.max(0, all - failing.held);
    const holds = failing.transactions.length > 0;
    return composePlan(wake, request, {
      // A mail that has left or changed meanwhile needs no hold.
      ...(holds ? { locksQueue: true, onStaleRows: 'skip', transactions: failing.transactions } : {}),
      outside: [{ kind: 'wake-queue' }],
      warnings: [
        ...failing.warnings,
        ...(traitsOf(context.odoo.version.series).cronTriggers
          ? []
          : [`Odoo ${context.odoo.version.series} looks once a minute, so it may take that long.`]),
        ...(due === 0 || faults.length === 0
          ? []
          : [`${countOf(due, 'mail waits', 'mails wait')}, and what Odoo sends now would fail: ${faults.join(' ')}`]),
      ],
      irreversible: due === 0 ? [] : [`What Odoo sends is sent: ${countOf(due, 'mail waits', 'mails wait')}.`],
      affects: { count: due + failing.held, noun: 'waiting mail' },
    });
  },
};
