import type { Remedy } from '../../../checks/cause.ts';
import { ifPossible } from '../../../checks/measure/if-possible.ts';
import { measureRunner } from '../../../checks/measure/measure-runner.ts';
import { composePlan } from '../../../remedies/compose-plan.ts';
import { measureStart } from '../../../remedies/scheduled-action/sending-start.ts';
import { oneAction, planStart } from '../../../remedies/scheduled-action/start-action.ts';
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
    const [{ wakes, warnings }, runner] = await Promise.all([
      measureStart(context, cron, describeDue(standing)),
      ifPossible(context, measureRunner(context)),
    ]);
    const { step, evidence, isCalled } = await planStart(context, cron, { wakes });
    return composePlan(activateFeeder, request, {
      transactions: [[step]],
      outside: isCalled ? [{ kind: 'wake-action', cronId: cron.id, name: cron.name ?? action }] : [],
      warnings: [...warnings, ...queueStandsStill(runner)],
      irreversible: wakes ? ['What Odoo sends is sent.'] : [],
      affects: oneAction,
      evidence: [...standing.evidence, ...evidence],
    });
  },
};
