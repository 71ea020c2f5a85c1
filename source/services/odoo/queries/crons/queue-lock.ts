import type { QueueLock } from '../../../../domain/database/database-session.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';
import { type SessionRow, sessionColumns, toSession } from '../sessions/session-select.ts';
import { type ExcludedCron, readExcludedCrons } from './excluded-crons.ts';

/**
 * The last statement of a session that locks several scheduled actions by their numbers. That with which Odoo takes up
 * one of many ends in `skip locked` (base/models/ir_cron.py, 15 and later).
 */
const locksOthers = `~* '\\mfrom\\s+"?ir_cron\\M.*\\mid\\M"?\\s+in\\M.*\\mfor\\s+(no\\s+key\\s+)?update\\M'
    and s.query !~* 'skip\\s+locked'`;

/**
 * A row lock stands in no list: the row holds the number of the transaction (xmax), and a running transaction holds
 * the lock on its own number. Where several share the row, xmax is the number of their group instead. Nothing in the
 * row tells the two numbers apart, so a number that may be a group's is looked up as one (its members cannot be asked
 * for outside those bounds without an error). Members that only keep the row from being deleted do not count.
 * Run on Odoo 14–19.
 */
const text = `
  select ${sessionColumns}, coalesce(s.query ${locksOthers}, false) as locks_others
  from ir_cron c
  cross join lateral (
    select c.xmax as number
    union all
    select xid
    from pg_get_multixact_members(
      case when mxid_age(c.xmax) between 1 and (select max(mxid_age(datminmxid)) from pg_database) then c.xmax end
    )
    where mode not in ('keysh', 'sh')
  ) holder
  join pg_locks l on l.locktype = 'transactionid' and l.transactionid = holder.number and l.granted
  join pg_stat_activity s on s.pid = l.pid and s.pid <> pg_backend_pid()
  where c.id = $1
  limit 1`;

/**
 * Whether a run of the queue is in progress, and in which session. A transaction that has just added a trigger for the
 * cron locks its row for that moment too. Cost: one row, the server's lock and process lists.
 */
export const readQueueLock = async (source: OdooSource, cronId: number, options?: QueryOptions): Promise<QueueLock> => {
  const statement = { what: "the queue's scheduled action (ir_cron)", text, values: [cronId] };
  const [row] = await readRows<Row>(source, statement, options);
  if (row === undefined) return { kind: 'free' };
  const by = toSession(row);
  const keptFor = row.locks_others ? await findKeptFor(source, { cronId, holder: row.pid }, options) : [];
  return keptFor.length === 0 ? { kind: 'held', by } : { kind: 'held', by, keptFor };
};

type Row = SessionRow & { readonly locks_others: boolean };

/** Those that another session has taken up; all where none is seen to run. */
const findKeptFor = async (
  source: OdooSource,
  { cronId, holder }: { readonly cronId: number; readonly holder: number },
  options: QueryOptions | undefined,
): Promise<readonly string[]> => {
  const excluded = await readExcludedCrons(source, cronId, options);
  const what = 'the scheduled actions (ir_cron)';
  const running: ExcludedCron[] = [];
  for (const each of excluded) {
    const [row] = await readRows<SessionRow>(source, { what, text, values: [each.id] }, options);
    if (row !== undefined && row.pid !== holder) running.push(each);
  }
  return (running.length === 0 ? excluded : running).map(({ name }) => name);
};
