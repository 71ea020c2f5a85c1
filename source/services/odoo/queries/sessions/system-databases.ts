import {
  findSystemDatabases,
  type OdooSighting,
  usualSystemDatabase,
} from '../../../../domain/odoo/system-databases.ts';
import { traitsOf } from '../../../../domain/odoo/traits.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';

/** Names of sessions are shown to every role. */
const text = `
  select distinct datname::text as database, concat(application_name, '@', client_addr) as process
  from pg_stat_activity
  where datname <> current_database() and application_name ~ '^odoo-[0-9]+$'`;

/**
 * The databases in which Odoo's cron workers wait to be called: `postgres` up to 19, from 20 on what db_system says or
 * where they are seen. Cost: up to 19 nothing, else the server's process list.
 */
export const readSystemDatabases = async (source: OdooSource, options?: QueryOptions): Promise<readonly string[]> => {
  if (!traitsOf(source.version.series).systemDatabase) return [usualSystemDatabase];
  const seen = await readRows<OdooSighting>(source, { what: 'the sessions (pg_stat_activity)', text }, options);
  return findSystemDatabases(source.systemDatabases, seen);
};
