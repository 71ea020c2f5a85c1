import type { OdooSeries } from '../../../domain/odoo/odoo-series.ts';
import { traitsOf } from '../../../domain/odoo/traits.ts';
import type { Database, QueryOptions, Statement } from '../../postgres/database.ts';

interface Queue {
  readonly cronId: number;
  readonly series: OdooSeries;
}

/** Whether the queue's lock is ours now, with the number of the transaction, which a lock takes anyway. */
interface QueueLock {
  readonly isOurs: boolean;
  /** Undefined where it is not, or where the queue's row is gone. */
  readonly xid: string | undefined;
}

/**
 * Takes the lock by which Odoo marks a run of a cron, for the rest of the transaction: Odoo does not start the job
 * while it is held. The same lock as Odoo's own (odoo/addons/base/models/ir_cron.py: FOR UPDATE in 14, FOR NO KEY
 * UPDATE since 15). Needs the right to update ir_cron. A run under way is no error of the server's: it would write one
 * into its log, ten times a second for as long as somebody waits. (txid_current: the name from before PostgreSQL 13,
 * which later ones still know.)
 */
export const tryQueueLock = async (
  database: Database,
  { cronId, series }: Queue,
  options?: QueryOptions,
): Promise<QueueLock> => {
  const [row] = await database.query<{ exists: boolean; xid: string | null }>(
    `with locked as (select from ir_cron where id = $1 for ${traitsOf(series).cronLock} skip locked)
     select exists (select from ir_cron where id = $1) as exists, (select txid_current()::text from locked) as xid`,
    [cronId],
    options,
  );
  return { isOurs: row?.exists !== true || row.xid !== null, xid: row?.xid ?? undefined };
};

/** Takes the same lock, or fails with SQLSTATE 55P03 at once, and with it the statements that are sent after it. */
export const lockQueueStatement = ({ cronId, series }: Queue): Statement => ({
  text: `select from ir_cron where id = $1 for ${traitsOf(series).cronLock} nowait`,
  values: [cronId],
});
