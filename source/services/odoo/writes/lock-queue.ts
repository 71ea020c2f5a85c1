import type { OdooSeries } from '../../../domain/odoo/odoo-series.ts';
import { traitsOf } from '../../../domain/odoo/traits.ts';
import type { Database, QueryOptions } from '../../postgres/database.ts';

/**
 * Takes the lock by which Odoo marks a run of a cron, for the rest of the transaction: Odoo does not start the job
 * while it is held. The same lock as Odoo's own (odoo/addons/base/models/ir_cron.py: FOR UPDATE in 14, FOR NO KEY
 * UPDATE since 15). Needs the right to update ir_cron.
 * @throws ProbeError with code 55P03 at once when a run is under way.
 */
export const lockQueueCron = async (
  database: Database,
  { cronId, series }: { readonly cronId: number; readonly series: OdooSeries },
  options?: QueryOptions,
): Promise<void> => {
  await database.query(
    `select id from ir_cron where id = $1 for ${traitsOf(series).cronLock} nowait`,
    [cronId],
    options,
  );
};
