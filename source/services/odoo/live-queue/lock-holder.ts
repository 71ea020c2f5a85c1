import type { Database, QueryOptions } from '../../postgres/database.ts';
import { toLine } from '../decode.ts';

/** Whose lock keeps everybody from reading a table of the queue. */
export interface LockHolder {
  readonly table: string;
  readonly pid: number;
  /** Empty where it gave none. */
  readonly applicationName: string;
}

/** Only this mode keeps readers out (PostgreSQL manual, "Table-Level Locks"). Run on PostgreSQL 10–18. */
const text = `
  select l.relation::regclass::text as "table", l.pid, coalesce(a.application_name, '') as application_name
  from pg_locks l
  left join pg_stat_activity a on a.pid = l.pid
  where l.locktype = 'relation' and l.granted and l.mode = 'AccessExclusiveLock'
    and l.relation in ('mail_mail'::regclass, 'mail_message'::regclass)
    and l.database = (select oid from pg_database where datname = current_database())
  order by l.relation = 'mail_mail'::regclass desc, l.pid
  limit 1`;

interface Row {
  readonly table: string;
  readonly pid: number;
  readonly application_name: string;
}

/** Undefined where nobody holds one any more. Cost: the server's lock and process lists. */
export const readLockHolder = async (database: Database, options?: QueryOptions): Promise<LockHolder | undefined> => {
  const [row] = await database.query<Row>(text, [], options);
  return row === undefined
    ? undefined
    : { table: row.table, pid: row.pid, applicationName: toLine(row.application_name) ?? '' };
};
