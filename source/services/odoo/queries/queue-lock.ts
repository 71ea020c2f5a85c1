import type { QueueLock } from '../../../domain/database-session.ts';
import type { QueryOptions } from '../../postgres/database.ts';
import { type OdooSource, readRows } from '../source.ts';
import { type SessionRow, sessionColumns, toSession } from './session-select.ts';

/**
 * A row lock stands in no list; it is the number of a transaction in the row (xmax), and a running transaction holds
 * the lock on its own number. Where several share the row, xmax names their group instead, and only who locked rows of
 * the table at all (RowShareLock) can be told. Run on Odoo 14–19.
 */
const text = `
  select ${sessionColumns}, row.holder is not null as holds
  from (
    select l.pid, bool_or(l.locktype = 'transactionid' and l.transactionid = c.xmax) or null as holder
    from ir_cron c
    join pg_locks l on l.granted and (
      l.locktype = 'transactionid' and l.transactionid = c.xmax
      or l.locktype = 'relation' and l.relation = 'ir_cron'::regclass and l.mode = 'RowShareLock'
        and l.database = (select oid from pg_database where datname = current_database())
    )
    where c.id = $1 and c.xmax <> '0'::xid
    group by l.pid
  ) row
  join pg_stat_activity s on s.pid = row.pid
  where s.pid <> pg_backend_pid()
  order by holds desc, s.pid`;

/** Whether a run of the queue is in progress, and in which session. Cost: one row, the server's lock and process lists. */
export const readQueueLock = async (source: OdooSource, cronId: number, options?: QueryOptions): Promise<QueueLock> => {
  const statement = { what: "the queue's scheduled action (ir_cron)", text, values: [cronId] };
  const rows = await readRows<SessionRow & { readonly holds: boolean }>(source, statement, options);
  const [first] = rows;
  if (first === undefined) return { kind: 'free' };
  return first.holds
    ? { kind: 'held', by: toSession(first) }
    : { kind: 'perhaps-held', candidates: rows.map(toSession) };
};
