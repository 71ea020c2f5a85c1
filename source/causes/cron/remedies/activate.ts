import { countOf } from '../../../domain/wording/count.ts';
import type { Remedy } from '../../cause.ts';
import { findStop } from '../../measure/runner.ts';
import { countDue } from '../../measure/waiting.ts';
import { composePlan } from '../../plans/compose-plan.ts';
import { planRow } from '../../plans/row-change.ts';
import { oneAction, requireQueueCron } from './queue-row.ts';

/** odoo/__init__.py, SUPERUSER_ID: whom Odoo ships the queue with. */
const superuser = '1';

/** Mends together what keeps the row from ever being run. It does not wake it. */
export const activate: Remedy = {
  id: 'cron.activate',
  title: 'Switch the queue runner on',
  risk: 'safe',
  inputs: async () => [],
  async plan(context, request) {
    const cron = await requireQueueCron(context);
    const { series } = context.odoo.version;
    const { step, evidence } = await planRow(context, {
      table: 'ir_cron',
      id: cron.id,
      after: {
        active: 'true',
        ...(cron.callsLeft === 0 ? { numbercall: '-1' } : {}),
        ...(findStop({ ...cron, active: true, callsLeft: -1 }, series) === 'archived-user'
          ? { user_id: superuser }
          : {}),
      },
    });
    const due = (await countDue(context)) ?? 0;
    return composePlan(activate, request, {
      locksQueue: true,
      transactions: [[step]],
      warnings:
        due === 0
          ? []
          : [
              `${countOf(due, 'mail waits', 'mails wait')}: Odoo begins to send once the time of its next run has come.`,
            ],
      affects: oneAction,
      evidence,
    });
  },
};
