import type { Database, QueryOptions } from '../../../postgres/database.ts';
import { toLine } from '../../decode.ts';

/** A client whose open transaction has touched the mail queue. */
export interface MailReader {
  readonly pid: number;
  readonly applicationName: string;
  /** Null where this role may not see it. */
  readonly state: string | null;
  /** How long its transaction is open; null where this role may not see it. */
  readonly openMs: number | null;
}

/**
 * A lock on a table stays until the transaction ends, that of a mere SELECT too, so this shows who has read mails and is
 * not done. Ours, and those that PostgreSQL runs itself, are left out. Run on PostgreSQL 10–18.
 */
const text = `
  select a.pid, coalesce(a.application_name, '') as application_name, a.state,
    (extract(epoch from clock_timestamp() - a.xact_start) * 1000)::float8 as open_ms
  from (
    select distinct pid from pg_locks
    where locktype = 'relation' and granted and relation = 'mail_mail'::regclass
      and database = (select oid from pg_database where datname = current_database())
  ) l
  join pg_stat_activity a on a.pid = l.pid
  where a.pid <> pg_backend_pid() and a.backend_type = 'client backend'
    and coalesce(a.application_name, '') not like 'odoo-mail-doctor%'
  order by a.pid`;

interface Row {
  readonly pid: number;
  readonly application_name: string;
  readonly state: string | null;
  readonly open_ms: number | null;
}

/** Cost: the server's lock and process lists. */
export const readMailReaders = async (database: Database, options?: QueryOptions): Promise<readonly MailReader[]> => {
  const rows = await database.query<Row>(text, [], options);
  return rows.map((row) => ({
    pid: row.pid,
    applicationName: toLine(row.application_name) ?? '',
    state: row.state,
    openMs: row.open_ms,
  }));
};
