import type { QueryOptions } from '../../../postgres/database.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';

/** A row with all its columns, as PostgreSQL prints them. */
export type WholeRow = Readonly<Record<string, string | null>>;

/** What `format` writes for a name: quoted where it must be. */
const columnsOf = `
  select string_agg(format('t.%1$I::text as %1$I', attname), ', ' order by attnum) as columns,
    format('%I', $1::text) as "table", format('%I', $2::text) as key
  from pg_attribute
  where attrelid = to_regclass(format('%I', $1::text)) and attnum > 0 and not attisdropped`;

interface Names {
  readonly columns: string | null;
  readonly table: string;
  readonly key: string;
}

/**
 * Rows of any table by one of its number columns, for a backup: the texts come back byte for byte when they are written
 * again. Cost: by that column's index, if it has one.
 */
export const readWholeRows = async (
  source: OdooSource,
  { table, column, values }: { readonly table: string; readonly column: string; readonly values: readonly number[] },
  options?: QueryOptions,
): Promise<readonly WholeRow[]> => {
  const what = `the rows of ${table}`;
  const [names] = await readRows<Names>(source, { what, text: columnsOf, values: [table, column] }, options);
  if (names === undefined || names.columns === null) return [];
  const text = `select ${names.columns} from ${names.table} t where t.${names.key} = any($1::int[])`;
  return await readRows<WholeRow>(source, { what, text, values: [values] }, options);
};
