import type { CheckContext } from '../../checks/context.ts';
import { findStop } from '../../checks/measure/measure-runner.ts';
import type { Cron } from '../../domain/odoo/cron.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { formatStoredTime } from '../../domain/odoo/stored-time.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { planRow } from '../row-change.ts';

/** odoo/__init__.py, SUPERUSER_ID: whom Odoo ships its scheduled actions with. */
const superuser = '1';

/** What every change of one acts on. */
export const oneAction = { count: 1, noun: 'scheduled action' } as const;

/** What must be in a scheduled action's row for Odoo to start it at all. */
export const changesToStart = (cron: Cron, series: OdooSeries): Readonly<Record<string, string>> => ({
  active: 'true',
  ...(cron.callsLeft === 0 ? { numbercall: '-1' } : {}),
  ...(findStop({ ...cron, active: true, callsLeft: -1 }, series) === 'archived-user' ? { user_id: superuser } : {}),
});

/** The change of a row that lets Odoo start the action; `isCalled`: Odoo is then to be called as well. */
export const planStart = async (context: CheckContext, cron: Cron, { wakes }: { readonly wakes: boolean }) => {
  const { series } = context.odoo.version;
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
  return { step, evidence, isCalled: wakes && !isDated };
};
