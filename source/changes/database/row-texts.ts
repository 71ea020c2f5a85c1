import type { Database, QueryOptions } from '../../services/postgres/database.ts';
import { type CatalogueTable, typeOf } from './catalogue.ts';
import { listIds, quote, type Text } from './sql-text.ts';

/** What columns of these rows hold, by the rows' ids. Locks nothing; a row that is gone has no answer. */
export const readRowTexts = async (
  database: Database,
  table: CatalogueTable,
  columns: readonly string[],
  rows: readonly { readonly id: number }[],
  options?: QueryOptions,
): Promise<ReadonlyMap<number, readonly Text[]>> => {
  const texts = columns.map((column, index) => `t.${quote(column)}::text as c${index}`);
  const found = await database.query<Readonly<Record<string, Text>>>(
    `select ${['t.id::text as id', ...texts].join(', ')} from ${quote(table.name)} t
     where t.id = any ($1::text::${typeOf(table, 'id')}[])`,
    [listIds(rows)],
    options,
  );
  return new Map(found.map((row) => [Number(row['id']), columns.map((_, index) => row[`c${index}`] ?? null)]));
};
