import { formatClock } from '../../../domain/wording/duration.ts';
import type { Remedy } from '../../cause.ts';
import { changesToStart } from '../../cron/remedies/activate.ts';
import { oneAction } from '../../cron/remedies/queue-row.ts';
import { ifPossible } from '../../measure/if-possible.ts';
import { readRunner } from '../../measure/runner.ts';
import { composePlan } from '../../plans/compose-plan.ts';
import { planRow } from '../../plans/row-change.ts';
import { countFeederDue } from '../read.ts';
import { requireFeeder } from './feeder-row.ts';

/** Mends together what keeps the action from ever being run. */
export const activateFeeder: Remedy = {
  id: 'feeders.activate',
  title: 'Switch the scheduled action on',
  risk: 'safe',
  inputs: async () => [],
  async plan(context, request) {
    const standing = await requireFeeder(context, request.subject);
    const { cron, waits } = standing;
    const { step, evidence } = await planRow(context, {
      table: 'ir_cron',
      id: cron.id,
      after: changesToStart(cron, context.odoo.version.series),
    });
    const now = context.now();
    const runner = await ifPossible(context, readRunner(context));
    const start =
      cron.nextCall === null || cron.nextCall <= now
        ? 'Odoo starts it within a minute or two.'
        : `Odoo starts it at ${formatClock(cron.nextCall, now)}; feeders.wake, applied after this, starts it at once.`;
    return composePlan(activateFeeder, request, {
      transactions: [[step]],
      warnings: [
        start,
        ...(runner?.kind === 'stopped'
          ? ['The mails that it makes then wait in the queue, which does not run: see the cause cron.']
          : []),
      ],
      irreversible: countFeederDue(waits) === 0 ? [] : ['What it makes of them by then is sent.'],
      affects: oneAction,
      evidence: [...standing.evidence, ...evidence],
    });
  },
};
