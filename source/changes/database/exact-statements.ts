import type { Statement } from '../../services/postgres/database.ts';
import { type CatalogueTable, typeOf } from './catalogue.ts';
import { matchKeys } from './row-by-key.ts';
import { toRowValues } from './row-values.ts';
import { listIds, quote, type Text, toColumns, unnestTexts } from './sql-text.ts';

/** What a row's columns are to hold. */
export interface ExactRow {
  readonly id: number;
  readonly texts: readonly Text[];
}

/** SQLSTATE of a statement below that would have done something else: `division_by_zero`. */
export const notExact = '22012';

/**
 * Writes these columns of these rows, or fails: where a row is gone, or holds another text afterwards than it was given
 * (a trigger's, or another way to write the same), the statement ends in an error, and the transaction with it. So
 * whoever wrote down before what it does need not wait for its answer before the commit.
 */
export const exactUpdate = (
  table: CatalogueTable,
  columns: readonly string[],
  rows: readonly ExactRow[],
): Statement => {
  const [first] = rows;
  const isOne = rows.every(({ texts }) => texts.every((text, place) => text === first?.texts[place]));
  return isOne ? updateAlike(table, columns, rows) : updateEach(table, columns, rows);
};

/** Rows that are all to hold the same are named in a list, which the index is searched for faster than it is joined. */
const updateAlike = (table: CatalogueTable, columns: readonly string[], rows: readonly ExactRow[]): Statement => ({
  text: allOrFail(
    `update ${quote(table.name)} t set ${assign(table, columns, (place) => `$${place + 2}`)}
     where t.id = any ($1::text::${typeOf(table, 'id')}[]) returning ${isExact(columns, (place) => `$${place + 2}`)}`,
    rows.length,
  ),
  values: [listIds(rows), ...(rows[0]?.texts ?? [])],
});

const updateEach = (table: CatalogueTable, columns: readonly string[], rows: readonly ExactRow[]): Statement => {
  const given = toRowValues(
    rows.map(({ id, texts }) => [String(id), ...texts]),
    columns.length + 1,
  );
  const valueAt = (place: number): string => given.valueAt(place + 1);
  return {
    text: allOrFail(
      `update ${quote(table.name)} t set ${assign(table, columns, valueAt)} from ${given.from}
       where t.id = ${given.valueAt(0)}::${typeOf(table, 'id')} returning ${isExact(columns, valueAt)}`,
      rows.length,
    ),
    values: given.values,
  };
};

type ValueAt = (place: number) => string;

const assign = (table: CatalogueTable, columns: readonly string[], valueAt: ValueAt): string =>
  columns.map((column, place) => `${quote(column)} = ${valueAt(place)}::text::${typeOf(table, column)}`).join(', ');

const isExact = (columns: readonly string[], valueAt: ValueAt): string =>
  `${columns.map((column, place) => `t.${quote(column)}::text is not distinct from ${valueAt(place)}::text`).join(' and ')} as exact`;

/** Deletes these rows, named by all their columns, or fails. */
export const exactDelete = (
  table: CatalogueTable,
  columns: readonly string[],
  rows: readonly (readonly Text[])[],
): Statement => {
  const same = columns.map((column, index) => `t.${quote(column)}::text is not distinct from d.c${index}`);
  return {
    text: allOrFail(
      `delete from ${quote(table.name)} t using ${unnestTexts(columns.length)}
       where ${matchKeys(table, columns)} returning ${same.join(' and ')} as exact`,
      rows.length,
    ),
    values: toColumns(rows, columns.length),
  };
};

const allOrFail = (change: string, count: number): string =>
  `with done as (${change})
   select 1 / (case when count(*) filter (where exact) = ${count} then 1 else 0 end) as done from done`;
