import type { OdooSeries } from '../../../domain/odoo/odoo-series.ts';
import { traitsOf } from '../../../domain/odoo/traits.ts';
import type { Database, QueryOptions, Statement } from '../../postgres/database.ts';

interface Queue {
  readonly cronId: number;
  readonly series: OdooSeries;
}

/**
 * Takes the lock by which Odoo marks a run of a cron, for the rest of the transaction: Odoo does not start the job
 * while it is held. The same lock as Odoo's own (odoo/addons/base/models/ir_cron.py: FOR UPDATE in 14, FOR NO KEY
 * UPDATE since 15). Needs the right to update ir_cron. Answers with the number of the transaction, which a lock takes
 * anyway (txid_current: the name from before PostgreSQL 13, which later ones still know); undefined when the row is gone.
 * @throws ProbeError with code 55P03 at once when a run is under way.
 */
export const lockQueueCron = async (
  database: Database,
  queue: Queue,
  options?: QueryOptions,
): Promise<string | undefined> => {
  const { text, values } = lockQueueStatement(queue);
  const [row] = await database.query<{ xid: string }>(text, values, options);
  return row?.xid;
};

/** The same, for whoever sends it with other statements. */
export const lockQueueStatement = ({ cronId, series }: Queue): Statement => ({
  text: `select txid_current()::text as xid from ir_cron where id = $1 for ${traitsOf(series).cronLock} nowait`,
  values: [cronId],
});
