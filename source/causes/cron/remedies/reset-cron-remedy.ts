import type { Remedy } from '../../../checks/cause.ts';
import { readWithEvidence } from '../../../checks/measure/shared.ts';
import type { DatabaseStep } from '../../../domain/change/plan.ts';
import { UserError } from '../../../domain/errors.ts';
import type { CronProgress } from '../../../domain/odoo/cron.ts';
import { composePlan } from '../../../remedies/compose-plan.ts';
import { readRowChange, type WantedRow } from '../../../remedies/row-change.ts';
import { oneAction } from '../../../remedies/scheduled-action/start-action.ts';
import { requireQueueCron } from './queue-row.ts';

/** 18+: sets the count of failures back, which at five over seven days switches the runner off. */
export const reset: Remedy = {
  id: 'cron.reset',
  title: 'Set the count of failures back',
  risk: 'safe',
  inputs: async () => [],
  async plan(context, request) {
    const { id, failureCount } = await requireQueueCron(context);
    if (failureCount === undefined) throw new UserError('Odoo counts failures from 18 on only.');
    const progress = await readWithEvidence(context, (odoo, options) => odoo.cronProgress(id, 1, options));
    const changes = await Promise.all(
      listResetRows(id, progress.value?.[0]).map(async (row) => ({
        table: row.table,
        planned: await readRowChange(context, row),
      })),
    );
    const steps = changes.flatMap(({ table, planned }): readonly DatabaseStep[] =>
      planned === undefined ? [] : [{ kind: 'update-rows', table, rows: [planned.change] }],
    );
    if (steps.length === 0) throw new UserError('No failure is counted, so there is nothing to set back.');
    return composePlan(reset, request, {
      locksQueue: true,
      transactions: [steps],
      warnings: ['This mends no fault: what made the runs fail is in the log of Odoo.'],
      affects: oneAction,
      evidence: changes.flatMap(({ planned }) => planned?.evidence ?? []),
    });
  },
};

/** The rows that count failures, as they are to be: of runs that a time limit ended only the newest counts. */
export const listResetRows = (
  id: number,
  last: Pick<CronProgress, 'id' | 'timedOut'> | undefined,
): readonly WantedRow[] => [
  { table: 'ir_cron', id, after: { failure_count: '0', first_failure_date: null } },
  ...(last === undefined || last.timedOut === 0
    ? []
    : [{ table: 'ir_cron_progress', id: last.id, after: { timed_out_counter: '0' } }]),
];
