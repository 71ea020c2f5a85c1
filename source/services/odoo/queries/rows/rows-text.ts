import type { QueryOptions } from '../../../postgres/database.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';
import { requirePlainNames } from './plain-name.ts';

/**
 * Columns of many rows as PostgreSQL prints them, by id; a row that is gone is not in the answer. A plan names table and
 * columns itself, never from outside, and no secrets. Cost: one lookup by primary key a row.
 */
export const readRowsText = async (
  source: OdooSource,
  table: string,
  ids: readonly number[],
  columns: readonly string[],
  options?: QueryOptions,
): Promise<ReadonlyMap<number, Readonly<Record<string, string | null>>>> => {
  requirePlainNames([table, ...columns]);
  const list = columns.map((column) => `"${column}"::text`).join(', ');
  const text = `select id::float8 as row_id, ${list} from "${table}" where id = any($1::int[])`;
  type Row = Readonly<Record<string, string | null>> & { readonly row_id: number };
  const rows = await readRows<Row>(source, { what: `the rows (${table})`, text, values: [ids] }, options);
  return new Map(rows.map(({ row_id, ...row }) => [row_id, row]));
};
