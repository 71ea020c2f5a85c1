import type { Remedy } from '../../../checks/cause.ts';
import { ifPossible } from '../../../checks/measure/if-possible.ts';
import { findStandstill, findStop, measureRunner, type Runner } from '../../../checks/measure/measure-runner.ts';
import { UserError } from '../../../domain/errors.ts';
import type { OdooSeries } from '../../../domain/odoo/odoo-series.ts';
import { traitsOf } from '../../../domain/odoo/traits.ts';
import { composePlan } from '../../../remedies/compose-plan.ts';
import { findFaults, findIdleness } from '../../../remedies/scheduled-action/sending-start.ts';
import { describeDue, queueStandsStill, requireFeeder } from './feeder-row.ts';

/** A call to run now; 14 knows none and finds the new date within a minute. */
export const wakeFeeder: Remedy = {
  id: 'feeders.wake',
  title: 'Run the scheduled action now',
  risk: 'safe',
  inputs: async () => [],
  async plan(context, request) {
    const standing = await requireFeeder(context, request.subject);
    const { cron, action } = standing;
    if (findStop(cron, context.odoo.version.series) !== undefined) {
      throw new UserError(
        'This scheduled action is switched off, and nothing wakes it.',
        'Apply feeders.activate first.',
      );
    }
    const standstill = await findStandstill(context);
    if (standstill !== undefined) {
      throw new UserError(`Waking it changes nothing: ${standstill}.`, 'Finish the upgrade first.');
    }
    const [idleness, faults, runner] = await Promise.all([
      findIdleness(context),
      findFaults(context),
      ifPossible(context, measureRunner(context)),
    ]);
    return composePlan(wakeFeeder, request, {
      outside: [{ kind: 'wake-action', cronId: cron.id, name: cron.name ?? action }],
      ...foretell({ ...describeDue(standing), idleness, faults, runner, series: context.odoo.version.series }),
    });
  },
};

export interface FeederWakingFacts {
  readonly due: number;
  /** `340 invoices wait`. */
  readonly words: string;
  /** Why nothing would answer the call, a clause. */
  readonly idleness: string | undefined;
  readonly faults: readonly string[];
  readonly runner: Runner | undefined;
  readonly series: OdooSeries;
}

/** What comes of the call. */
export const foretell = ({ due, words, idleness, faults, runner, series }: FeederWakingFacts) =>
  ({
    warnings: [
      ...(traitsOf(series).cronTriggers ? [] : [`Odoo ${series} looks once a minute, so it may take that long.`]),
      ...(idleness === undefined ? [] : [`Nothing follows the call until that is mended: ${idleness}.`]),
      ...(due === 0 || faults.length === 0
        ? []
        : [`${words}, and what Odoo sends now would fail: ${faults.join(' ')}`]),
      ...queueStandsStill(runner),
    ],
    irreversible: [`What Odoo sends is sent: ${words}.`],
    affects: { count: due, noun: 'waiting message' },
  }) as const;
