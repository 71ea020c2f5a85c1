import type { Statement } from '../../services/postgres/database.ts';
import { type CatalogueTable, typeOf } from './catalogue.ts';
import { countDependents } from './dependents.ts';
import { keysOf, matchKeys, readRow } from './row-by-key.ts';
import { quote, type Text, toColumns, unnestTexts } from './sql-text.ts';
import { type RowsStep, tryStep, type Undoing } from './undoing.ts';

/** Deletes the row that was inserted, unless somebody changed it or something belongs to it by now. */
export const removeRow = async (
  { database, table, options, left }: Undoing,
  { columns, rows }: RowsStep,
): Promise<void> => {
  const [written = []] = rows;
  const id = written[columns.indexOf('id')] ?? null;
  const now = await readRow(database, table, columns, written, options);
  if (now === undefined) return;
  const changed = columns.filter((_, index) => now[index] !== written[index]);
  if (changed.length > 0) {
    left.push(
      `The new row ${id} of ${table.name} was changed by somebody else since (${changed.join(', ')}), and stays.`,
    );
    return;
  }
  const hanging = await countDependents(database, table, [id], options);
  if (hanging !== null) {
    left.push(`The new row ${id} of ${table.name} stays: ${hanging} belong to it by now.`);
    return;
  }
  const match = matchKeys(table, columns);
  const problem = await tryStep(database, () =>
    database.query(
      `delete from ${quote(table.name)} t using ${unnestTexts(columns.length)} where ${match}`,
      toColumns([written], columns.length),
      options,
    ),
  );
  if (problem !== null) left.push(`The new row ${id} of ${table.name} stays: other rows belong to it by now.`);
};

/** All at once; where that fails because something they refer to is gone, one by one, so that the others come back. */
export const putBack = async (undoing: Undoing, { columns, rows }: RowsStep): Promise<void> => {
  const { database, left, table } = undoing;
  if ((await tryStep(database, () => insertTexts(undoing, columns, rows))) === null) return;
  for (const row of rows) {
    const problem = await tryStep(database, () => insertTexts(undoing, columns, [row]));
    const name = keysOf(columns)
      .map((column) => `${column} ${row[columns.indexOf(column)]}`)
      .join(', ');
    if (problem !== null)
      left.push(`The deleted row of ${table.name} with ${name} does not come back: what it belonged to is gone.`);
  }
};

const insertTexts = async (
  { database, table, options }: Undoing,
  columns: readonly string[],
  rows: readonly (readonly Text[])[],
): Promise<void> => {
  const { text, values } = insertStatement(table, columns, rows);
  await database.query(text, values, options);
};

/** Puts rows back as they were; one that is there already stays as it is. */
export const insertStatement = (
  table: CatalogueTable,
  columns: readonly string[],
  rows: readonly (readonly Text[])[],
): Statement => {
  const typed = columns.map((column, index) => `d.c${index}::${typeOf(table, column)}`);
  return {
    text: `insert into ${quote(table.name)} (${columns.map(quote).join(', ')})
     select ${typed.join(', ')} from ${unnestTexts(columns.length)} order by d.n on conflict do nothing`,
    values: toColumns(rows, columns.length),
  };
};
