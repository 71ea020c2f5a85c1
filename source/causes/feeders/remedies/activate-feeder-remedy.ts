import type { Remedy } from '../../../checks/cause.ts';
import { ifPossible } from '../../../checks/measure/if-possible.ts';
import { measureRunner } from '../../../checks/measure/measure-runner.ts';
import { formatStoredTime } from '../../../domain/odoo/stored-time.ts';
import { traitsOf } from '../../../domain/odoo/traits.ts';
import { composePlan } from '../../../remedies/compose-plan.ts';
import { planRow } from '../../../remedies/row-change.ts';
import { changesToStart } from '../../cron/remedies/activate-cron-remedy.ts';
import { oneAction } from '../../cron/remedies/queue-row.ts';
import { measureStart } from '../../cron/remedies/sending-start.ts';
import { describeDue, queueStandsStill, requireFeeder } from './feeder-row.ts';

/** Mends together what keeps the action from ever being run, and calls it where its next run is far off. */
export const activateFeeder: Remedy = {
  id: 'feeders.activate',
  title: 'Switch the scheduled action on',
  risk: 'safe',
  inputs: async () => [],
  async plan(context, request) {
    const standing = await requireFeeder(context, request.subject);
    const { cron, action } = standing;
    const { series } = context.odoo.version;
    const [{ wakes, warnings }, runner] = await Promise.all([
      measureStart(context, cron, describeDue(standing)),
      ifPossible(context, measureRunner(context)),
    ]);
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
    return composePlan(activateFeeder, request, {
      transactions: [[step]],
      outside: wakes && !isDated ? [{ kind: 'wake-action', cronId: cron.id, name: cron.name ?? action }] : [],
      warnings: [...warnings, ...queueStandsStill(runner)],
      irreversible: wakes ? ['What Odoo sends is sent.'] : [],
      affects: oneAction,
      evidence: [...standing.evidence, ...evidence],
    });
  },
};
