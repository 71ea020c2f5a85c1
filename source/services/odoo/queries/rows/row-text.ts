import { RowGoneError } from '../../../../domain/database/row-gone-error.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';
import { requirePlainNames } from './plain-name.ts';

/**
 * Columns of one row as PostgreSQL prints them (`column::text`), for a plan's before and for byte-exact undo; a plan
 * names table and columns itself, never from outside. Secrets come as they stand: never ask for them with evidence
 * before they are masked by their names. Cost: one lookup by primary key.
 * @throws RowGoneError when the row is gone.
 */
export const readRowText = async (
  source: OdooSource,
  table: string,
  id: number,
  columns: readonly string[],
  options?: QueryOptions,
): Promise<Readonly<Record<string, string | null>>> => {
  requirePlainNames([table, ...columns]);
  const list = columns.map((column) => `"${column}"::text`).join(', ');
  const statement = { what: `the row (${table})`, text: `select ${list} from "${table}" where id = $1`, values: [id] };
  const [row] = await readRows<Record<string, string | null>>(source, statement, options);
  if (row === undefined) throw new RowGoneError(table, id);
  return row;
};
