import type { Database, QueryOptions } from '../../services/postgres/database.ts';
import { SqlError } from '../../services/postgres/sql-error.ts';
import { type Catalogue, findTable, type Table, typeOf } from './catalogue.ts';
import { countDependents } from './dependents.ts';
import type { DoneStep, UpdatedRow } from './done-step.ts';
import { quote, type Text, toColumns, unnestTexts, withSavepoint } from './sql-text.ts';

type RowsStep = Extract<DoneStep, { readonly kind: 'inserted' | 'deleted' }>;
type UpdatedStep = Extract<DoneStep, { readonly kind: 'updated' }>;

interface Undoing {
  readonly database: Database;
  readonly table: Table;
  readonly options: QueryOptions | undefined;
  /** What stays as it is, a sentence each. */
  readonly left: string[];
}

/**
 * Takes the steps of one transaction back, last first: exactly the columns that were written, where they still hold what
 * was written. What somebody changed since is left and named; what is already as before is passed over, so an undo
 * that was interrupted can be done again.
 */
export const undoSteps = async (
  database: Database,
  catalogue: Catalogue,
  steps: readonly DoneStep[],
  options?: QueryOptions,
): Promise<readonly string[]> => {
  const left: string[] = [];
  for (const step of steps.toReversed()) {
    const undoing: Undoing = { database, table: findTable(catalogue, step.table), options, left };
    if (step.rows.length === 0) continue;
    if (step.kind === 'updated') await restoreColumns(undoing, step);
    else if (step.kind === 'inserted') await removeRow(undoing, step);
    else await putBack(undoing, step);
  }
  return left;
};

/** Of a column: as it was before, as it was written, or neither. */
type Standing = 'before' | 'written' | 'other';

const restoreColumns = async (undoing: Undoing, { columns, rows }: UpdatedStep): Promise<void> => {
  const { table, left } = undoing;
  const standings = await readStandings(undoing, columns, rows);
  const restores = rows.map((row) => {
    const standing = standings.get(row.id);
    if (standing === undefined) left.push(`Row ${row.id} of ${table.name} is gone and does not come back.`);
    const changed = columns.filter((_, index) => standing?.[index] === 'other');
    if (changed.length > 0) left.push(leftSentence(table.name, row.id, changed));
    return { row, columns: columns.filter((_, index) => standing?.[index] === 'written') };
  });
  for (const [key, group] of Map.groupBy(restores, (restore) => restore.columns.join('\n'))) {
    if (key !== '')
      await writeBack(undoing, { all: columns, columns: key.split('\n'), rows: group.map(({ row }) => row) });
  }
};

const leftSentence = (table: string, id: number, columns: readonly string[]): string =>
  `Row ${id} of ${table}: ${columns.join(', ')} was changed by somebody else since, and stays as it is.`;

/** Locks the rows. A row that is gone has no answer. */
export const readStandings = async (
  { database, table, options }: Pick<Undoing, 'database' | 'table' | 'options'>,
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
     order by t.id for no key update of t`,
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

const removeRow = async ({ database, table, options, left }: Undoing, { columns, rows }: RowsStep): Promise<void> => {
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

const keysOf = (columns: readonly string[]): readonly string[] => (columns.includes('id') ? ['id'] : columns);

const matchKeys = (table: Table, columns: readonly string[]): string =>
  keysOf(columns)
    .map((column) => `t.${quote(column)} = d.c${columns.indexOf(column)}::${typeOf(table, column)}`)
    .join(' and ');

/** The row with the same key, as it stands now. */
export const readRow = async (
  database: Database,
  table: Table,
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

/** All at once; where that fails because something they refer to is gone, one by one, so that the others come back. */
const putBack = async (undoing: Undoing, { columns, rows }: RowsStep): Promise<void> => {
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
  const typed = columns.map((column, index) => `d.c${index}::${typeOf(table, column)}`);
  await database.query(
    `insert into ${quote(table.name)} (${columns.map(quote).join(', ')})
     select ${typed.join(', ')} from ${unnestTexts(columns.length)} order by d.n on conflict do nothing`,
    toColumns(rows, columns.length),
    options,
  );
};

/** SQLSTATE class 23: a foreign key, a unique index. Anything else is no matter of rows and goes on up. */
const tryStep = async (database: Database, work: () => Promise<unknown>): Promise<SqlError | null> => {
  try {
    await withSavepoint(database, work);
    return null;
  } catch (error) {
    if (error instanceof SqlError && error.code.startsWith('23')) return error;
    throw error;
  }
};
