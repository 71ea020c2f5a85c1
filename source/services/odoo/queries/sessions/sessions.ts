import type { DatabaseSession } from '../../../../domain/database/database-session.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';
import { type SessionRow, sessionColumns, toSession } from './session-select.ts';
import { readSystemDatabases } from './system-databases.ts';

/**
 * Odoo's roles are the database's owner and whoever is connected to it; cron workers wait in $1.
 * Run on Odoo 14–19.
 */
const text = `
  select ${sessionColumns},
    array(
      select distinct o.datname::text from pg_stat_activity o
      where o.application_name = s.application_name and o.application_name like 'odoo-%'
        and o.client_addr is not distinct from s.client_addr
        and o.datname is not null and o.datname <> all(current_database()::text || $1::text[])
    ) as also_in
  from pg_stat_activity s
  where s.datname = any(current_database()::text || $1::text[]) and s.pid <> pg_backend_pid()
    and s.application_name not like 'odoo-mail-doctor%'
    and (
      s.datname = current_database()
      or s.usename = (select pg_get_userbyid(datdba) from pg_database where datname = current_database())
      or s.usename in (select usename from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid())
    )
  order by s.pid`;

/** The clients of this database, and those of their roles where cron workers wait. Cost: the server's process list. */
export const readSessions = async (source: OdooSource, options?: QueryOptions): Promise<readonly DatabaseSession[]> => {
  const values = [await readSystemDatabases(source, options)];
  const rows = await readRows<SessionRow>(source, { what: 'the sessions (pg_stat_activity)', text, values }, options);
  return rows.map(toSession);
};
