import type { Database, QueryOptions } from '../../services/postgres/database.ts';
import { type CatalogueTable, typeOf } from './catalogue.ts';
import { quote, type Text, toColumns, unnestTexts } from './sql-text.ts';

/** What tells a row from the others: its id, or everything in a table of pairs. */
export const keysOf = (columns: readonly string[]): readonly string[] => (columns.includes('id') ? ['id'] : columns);

/** The condition under which a row is the one that `d` names. */
export const matchKeys = (table: CatalogueTable, columns: readonly string[]): string =>
  keysOf(columns)
    .map((column) => `t.${quote(column)} = d.c${columns.indexOf(column)}::${typeOf(table, column)}`)
    .join(' and ');

/** The row with the same key, as it stands now. */
export const readRow = async (
  database: Database,
  table: CatalogueTable,
  columns: readonly string[],
  texts: readonly Text[],
  options: QueryOptions | undefined,
): Promise<readonly Text[] | undefined> => {
  const now = columns.map((column) => `t.${quote(column)}::text`).join(', ');
  const [row] = await database.query<{ now: readonly Text[] }>(
    `select array[${now}] as now from ${unnestTexts(columns.length)}
     join ${quote(table.name)} t on ${matchKeys(table, columns)} for update of t`,
    toColumns([texts], columns.length),
    options,
  );
  return row?.now;
};
