import type { QueryOptions } from '../../../postgres/database.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';
import { readSystemDatabases } from './system-databases.ts';

/** Run on Odoo 14–19. */
const text = `
  select exists (
    select from pg_database o
    join pg_database own on own.datname = current_database() and own.datdba = o.datdba
    where o.datallowconn and not o.datistemplate and o.datname <> all(current_database()::text || $1::text[])
  ) as neighbours`;

/** Whether the cluster has other databases of the same owner: an Odoo that is connected to it may be theirs. */
export const readHasNeighbours = async (source: OdooSource, options?: QueryOptions): Promise<boolean> => {
  const values = [await readSystemDatabases(source, options)];
  const [row] = await readRows<{ neighbours: boolean }>(source, { what: 'the databases', text, values }, options);
  return row?.neighbours ?? false;
};
