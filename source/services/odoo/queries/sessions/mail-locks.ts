import type { MailLockHolder } from '../../../../domain/database/database-session.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';
import { partnerRelations } from '../recipients/addressees.ts';
import { type SessionRow, sessionColumns, toSession } from './session-select.ts';

/**
 * Reading alone (AccessShareLock) disturbs nobody and is left out, unless the reader waits. pg_blocking_pids stops the
 * lock manager for a moment, so only those that wait are asked about. Run on Odoo 14–19.
 */
const text = `
  select ${sessionColumns}, l.locks,
    case when s.wait_event_type = 'Lock' then pg_blocking_pids(s.pid) else '{}' end as blocked_by
  from (
    select l.pid, json_agg(json_build_object('table', c.relname, 'mode', l.mode, 'granted', l.granted)
      order by c.relname, l.mode) as locks
    from pg_locks l
    join pg_class c on c.oid = l.relation
    join pg_database d on d.oid = l.database and d.datname = current_database()
    where l.locktype = 'relation' and (l.mode <> 'AccessShareLock' or not l.granted)
      and c.oid in (select to_regclass(name) from unnest($1::text[]) as watched(name))
    group by l.pid
  ) l
  join pg_stat_activity s on s.pid = l.pid
  where s.pid <> pg_backend_pid()
  order by s.xact_start, s.pid`;

type Row = SessionRow & Pick<MailLockHolder, 'locks'> & { readonly blocked_by: readonly number[] };

/**
 * The transactions that hold or await locks on the tables of the queue, oldest first where their start may be seen.
 * During a run Odoo's own is `idle in transaction` while it waits for SMTP. Cost: the server's lock and process lists.
 */
export const readMailLocks = async (source: OdooSource, options?: QueryOptions): Promise<readonly MailLockHolder[]> => {
  const tables = [
    'mail_mail',
    'mail_message',
    ...partnerRelations(source.schema),
    'ir_cron',
    source.notifications.name,
  ];
  const statement = { what: 'the locks (pg_locks)', text, values: [tables] };
  const rows = await readRows<Row>(source, statement, options);
  return rows.map((row) => ({ ...toSession(row), locks: row.locks, blockedBy: row.blocked_by }));
};
