import type { Remedy } from '../../../checks/cause.ts';
import { UserError } from '../../../domain/errors.ts';
import { formatStoredTime } from '../../../domain/odoo/stored-time.ts';
import { composePlan } from '../../../remedies/compose-plan.ts';
import { planRow } from '../../../remedies/row-change.ts';
import { oneAction } from '../../../remedies/scheduled-action/start-action.ts';
import { requireQueueCron } from './queue-row.ts';

const utcText = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/;

/** Sets the date of the next run, which Odoo keeps in UTC. */
export const reschedule: Remedy = {
  id: 'cron.reschedule',
  title: 'Set the time of the next run',
  risk: 'safe',
  inputs: async ({ now }) => [
    { name: 'at', label: 'Next run, UTC (YYYY-MM-DD hh:mm:ss)', kind: 'text', suggestion: formatStoredTime(now()) },
  ],
  async plan(context, request) {
    const { id } = await requireQueueCron(context);
    const at = readTime(request.values.texts['at'], context.now());
    const { step, evidence } = await planRow(context, { table: 'ir_cron', id, after: { nextcall: at } });
    return composePlan(reschedule, request, {
      locksQueue: true,
      transactions: [[step]],
      affects: oneAction,
      evidence,
    });
  },
};

/**
 * A time as Odoo stores it; now where nothing was said.
 * @throws UserError
 */
export const readTime = (said: string | undefined, now: Date): string => {
  const at = (said ?? formatStoredTime(now)).trim();
  if (utcText.test(at) && !Number.isNaN(Date.parse(`${at.replace(' ', 'T')}Z`))) return at;
  throw new UserError(`'${at}' is not a time.`, 'Write it like 2026-11-24 12:00:00, in UTC.');
};
