import type { QueryOptions } from '../../../postgres/database.ts';
import { toLine } from '../../decode.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';

/** Run on Odoo 14–19. */
const text = 'select pg_get_userbyid(datdba) as owner from pg_database where datname = current_database()';

/** The role that owns the database. Cost: the cluster's catalogue. */
export const readOwner = async (source: OdooSource, options?: QueryOptions): Promise<string> => {
  const [row] = await readRows<{ owner: string }>(source, { what: 'the databases (pg_database)', text }, options);
  return toLine(row?.owner ?? '');
};
