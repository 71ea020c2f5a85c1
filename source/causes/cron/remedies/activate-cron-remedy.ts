import type { Remedy } from '../../../checks/cause.ts';
import type { CheckContext } from '../../../checks/context.ts';
import { countDueMails } from '../../../checks/measure/waiting.ts';
import { composePlan } from '../../../remedies/compose-plan.ts';
import { measureStart } from '../../../remedies/scheduled-action/sending-start.ts';
import { oneAction, planStart } from '../../../remedies/scheduled-action/start-action.ts';
import { type FailingMails, failingInputs, planFailing } from './failing-mails.ts';
import { requireQueueCron } from './queue-row.ts';

/** What leaves when some of the waiting mails are held. */
const countRest = async (
  context: CheckContext,
  { held }: FailingMails,
): Promise<{ readonly due: number } | undefined> =>
  held === 0 ? undefined : { due: Math.max(0, ((await countDueMails(context)) ?? 0) - held) };

/**
 * Mends together what keeps the row from ever being run, and calls Odoo where its next run is far off: a queue that is
 * on and stands still for another hour is not what a person meant.
 */
export const activate: Remedy = {
  id: 'cron.activate',
  title: 'Switch the queue runner on',
  risk: 'safe',
  inputs: failingInputs,
  async plan(context, request) {
    const cron = await requireQueueCron(context);
    const failing = await planFailing(context, request);
    const { wakes, warnings } = await measureStart(context, cron, await countRest(context, failing));
    const { step, evidence, isCalled } = await planStart(context, cron, { wakes });
    return composePlan(activate, request, {
      locksQueue: true,
      transactions: [...failing.transactions, [step]],
      outside: isCalled ? [{ kind: 'wake-queue' }] : [],
      warnings: [...failing.warnings, ...warnings],
      irreversible: wakes ? ['What Odoo sends is sent.'] : [],
      affects: oneAction,
      evidence,
    });
  },
};
