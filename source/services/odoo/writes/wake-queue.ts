import type { OdooSeries } from '../../../domain/odoo/odoo-series.ts';
import { traitsOf } from '../../../domain/odoo/traits.ts';
import type { Database, QueryOptions } from '../../postgres/database.ts';

/** As `_trigger` of ir_cron leaves it; Odoo compares whole seconds. */
const trigger = `
  insert into ir_cron_trigger (cron_id, call_at, create_uid, write_uid, create_date, write_date)
  select $1, date_trunc('second', moment), 1, 1, moment, moment
  from (select now() at time zone 'UTC' as moment) clock`;

/** 14 has no triggers. A row that a run holds is left: that run ends by setting the date itself. */
const nextCall = `
  update ir_cron set nextcall = now() at time zone 'UTC'
  where id = (select id from ir_cron where id = $1 for no key update skip locked)`;

/** Makes the queue due at once; it does not call an Odoo that sleeps. Run on Odoo 14–19. */
export const makeQueueDue = async (
  database: Database,
  { cronId, series }: { readonly cronId: number; readonly series: OdooSeries },
  options?: QueryOptions,
): Promise<void> => {
  await database.query(traitsOf(series).cronTriggers ? trigger : nextCall, [cronId], options);
};

/**
 * Calls the cron workers (15+): `maintenance` must be connected to the database in which they wait, and
 * the payload is the Odoo database's name. Without the call they look once a minute.
 */
export const callCronWorkers = async (maintenance: Database, name: string, options?: QueryOptions): Promise<void> => {
  await maintenance.query("select pg_notify('cron_trigger', $1)", [name], options);
};
