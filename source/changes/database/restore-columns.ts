import type { QueryOptions } from '../../services/postgres/database.ts';
import { typeOf } from './catalogue.ts';
import type { UpdatedRow, UpdatedStep } from './done-step.ts';
import { quote, toColumns, unnestTexts } from './sql-text.ts';
import type { Undoing } from './undoing.ts';

/** Of a column: as it was before, as it was written, or neither. */
type Standing = 'before' | 'written' | 'other';

/** Writes back what is still as it was written; a column that somebody changed since is left and named. */
export const restoreColumns = async (undoing: Undoing, { columns, rows }: UpdatedStep): Promise<void> => {
  const { table, left } = undoing;
  const standings = await readStandings(undoing, columns, rows);
  const restores = rows.map((row) => {
    const standing = standings.get(row.id);
    if (standing === undefined) left.push(goneSentence(table.name, row.id));
    const changed = columns.filter((_, index) => standing?.[index] === 'other');
    if (changed.length > 0) left.push(leftSentence(table.name, row.id, changed));
    return { row, columns: columns.filter((_, index) => standing?.[index] === 'written') };
  });
  for (const [key, group] of Map.groupBy(restores, (restore) => restore.columns.join('\n'))) {
    if (key !== '')
      await writeBack(undoing, { all: columns, columns: key.split('\n'), rows: group.map(({ row }) => row) });
  }
};

/** What is said of a row that nothing can be restored of. */
export const goneSentence = (table: string, id: number): string =>
  `Row ${id} of ${table} is gone and does not come back.`;

/** What is said of columns that are not as they were written. */
export const leftSentence = (table: string, id: number, columns: readonly string[]): string =>
  `Row ${id} of ${table}: ${columns.join(', ')} was changed by somebody else since, and stays as it is.`;

export interface StandingOptions extends QueryOptions {
  /** Nobody writes next: the rows are not locked. */
  readonly isPreview?: boolean;
}

interface Read extends Pick<Undoing, 'database' | 'table'> {
  readonly options: StandingOptions | undefined;
}

/** Locks the rows. A row that is gone has no answer. */
export const readStandings = async (
  { database, table, options }: Read,
  columns: readonly string[],
  rows: readonly UpdatedRow[],
): Promise<ReadonlyMap<number, readonly Standing[]>> => {
  const width = columns.length;
  const standing = columns.map((column, index) => {
    const now = `t.${quote(column)}::text`;
    return `case when ${now} is not distinct from d.c${index + 1} then 'written'
      when ${now} is not distinct from d.c${width + index + 1} then 'before' else 'other' end`;
  });
  const texts = rows.map(({ id, before, after }) => [String(id), ...after, ...before]);
  const found = await database.query<{ id: number; standing: readonly Standing[] }>(
    `select t.id::float8 as id, array[${standing.join(', ')}] as standing
     from ${unnestTexts(2 * width + 1)} join ${quote(table.name)} t on t.id = d.c0::${typeOf(table, 'id')}
     order by t.id${options?.isPreview === true ? '' : ' for no key update of t'}`,
    toColumns(texts, 2 * width + 1),
    options,
  );
  return new Map(found.map((one) => [one.id, one.standing]));
};

const writeBack = async (
  { database, table, options }: Undoing,
  {
    all,
    columns,
    rows,
  }: { readonly all: readonly string[]; readonly columns: readonly string[]; readonly rows: readonly UpdatedRow[] },
): Promise<void> => {
  const assignments = columns.map((column, index) => `${quote(column)} = d.c${index + 1}::${typeOf(table, column)}`);
  const texts = rows.map(({ id, before }) => [
    String(id),
    ...columns.map((column) => before[all.indexOf(column)] ?? null),
  ]);
  await database.query(
    `update ${quote(table.name)} t set ${assignments.join(', ')}
     from ${unnestTexts(columns.length + 1)} where t.id = d.c0::${typeOf(table, 'id')}`,
    toColumns(texts, columns.length + 1),
    options,
  );
};
