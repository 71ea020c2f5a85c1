import type { Remedy } from '../../../checks/cause.ts';
import type { CheckContext } from '../../../checks/context.ts';
import { findStop } from '../../../checks/measure/measure-runner.ts';
import { countDueMails } from '../../../checks/measure/waiting.ts';
import type { Cron } from '../../../domain/odoo/cron.ts';
import type { OdooSeries } from '../../../domain/odoo/odoo-series.ts';
import { formatStoredTime } from '../../../domain/odoo/stored-time.ts';
import { traitsOf } from '../../../domain/odoo/traits.ts';
import { composePlan } from '../../../remedies/compose-plan.ts';
import { planRow } from '../../../remedies/row-change.ts';
import { type FailingMails, failingInputs, planFailing } from './failing-mails.ts';
import { oneAction, requireQueueCron } from './queue-row.ts';
import { measureStart } from './sending-start.ts';

/** odoo/__init__.py, SUPERUSER_ID: whom Odoo ships the queue with. */
const superuser = '1';

/** What must be in a scheduled action's row for Odoo to start it at all. */
export const changesToStart = (cron: Cron, series: OdooSeries): Readonly<Record<string, string>> => ({
  active: 'true',
  ...(cron.callsLeft === 0 ? { numbercall: '-1' } : {}),
  ...(findStop({ ...cron, active: true, callsLeft: -1 }, series) === 'archived-user' ? { user_id: superuser } : {}),
});

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
    const { series } = context.odoo.version;
    const failing = await planFailing(context, request);
    const { wakes, warnings } = await measureStart(context, cron, await countRest(context, failing));
    // 14 knows no calls: its date is the call, and part of the row that undo restores.
    const isDated = wakes && !traitsOf(series).cronTriggers;
    const { step, evidence } = await planRow(context, {
      table: 'ir_cron',
      id: cron.id,
      after: {
        ...changesToStart(cron, series),
        ...(isDated ? { nextcall: formatStoredTime(context.now()) } : {}),
      },
    });
    return composePlan(activate, request, {
      locksQueue: true,
      transactions: [...failing.transactions, [step]],
      outside: wakes && !isDated ? [{ kind: 'wake-queue' }] : [],
      warnings: [...failing.warnings, ...warnings],
      irreversible: wakes ? ['What Odoo sends is sent.'] : [],
      affects: oneAction,
      evidence,
    });
  },
};
