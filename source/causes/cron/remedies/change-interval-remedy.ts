import type { Remedy } from '../../../checks/cause.ts';
import type { RemedyAnswers } from '../../../domain/change/remedy.ts';
import { UserError } from '../../../domain/errors.ts';
import { composePlan } from '../../../remedies/compose-plan.ts';
import { planRow } from '../../../remedies/row-change.ts';
import { oneAction } from '../../../remedies/scheduled-action/start-action.ts';
import { requireQueueCron } from './queue-row.ts';

const units = ['minutes', 'hours', 'days'] as const;

/** How often the queue runs; Odoo ships one hour. */
export const changeInterval: Remedy = {
  id: 'cron.interval',
  title: 'Change how often the queue runs',
  risk: 'careful',
  inputs: async () => [
    { name: 'number', label: 'Every', kind: 'number', suggestion: '1' },
    { name: 'unit', label: 'Unit', kind: 'choice', choices: units, suggestion: 'hours' },
  ],
  async plan(context, request) {
    const { id } = await requireQueueCron(context);
    const after = readInterval(request.values.texts);
    const { step, evidence } = await planRow(context, { table: 'ir_cron', id, after });
    return composePlan(changeInterval, request, {
      locksQueue: true,
      transactions: [[step]],
      warnings: ['The next run keeps its date; the new interval counts from there.'],
      affects: oneAction,
      evidence,
    });
  },
};

/**
 * The columns that say how often it runs.
 * @throws UserError
 */
export const readInterval = (texts: RemedyAnswers['texts']): Readonly<Record<string, string>> => {
  const number = Number(texts['number'] ?? '1');
  const unit = units.find((each) => each === (texts['unit'] ?? 'hours'));
  if (!Number.isInteger(number) || number < 1 || number > 999 || unit === undefined) {
    throw new UserError('The interval must be a whole number of minutes, hours or days, at least one.');
  }
  return { interval_number: String(number), interval_type: unit };
};
