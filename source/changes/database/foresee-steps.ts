import type { DatabaseStep, RowChange } from '../../domain/change/plan.ts';
import type { Database, QueryOptions, Statement } from '../../services/postgres/database.ts';
import { type Catalogue, type CatalogueTable, findTable } from './catalogue.ts';
import type { DoneStep, UpdatedStep } from './done-step.ts';
import { exactDelete, exactUpdate } from './exact-statements.ts';
import { readRowTexts } from './row-texts.ts';
import { holdsSecret, RowsMoved } from './run-steps.ts';
import { writtenText } from './sql-text.ts';
import { groupByColumns } from './stale-rows.ts';

/** What a transaction will have done, and the statements that do just that or fail. */
export interface Foreseen {
  readonly done: readonly DoneStep[];
  readonly statements: readonly Statement[];
}

type RowsStep = Exclude<DatabaseStep, { readonly kind: 'insert-row' }>;

/** Whether what a step does is known before: the server gives no ids, and nothing hangs on what it deletes. */
export const canForesee = (catalogue: Catalogue, step: DatabaseStep): step is RowsStep =>
  step.kind === 'update-rows' ||
  (step.kind === 'delete-rows' && findTable(catalogue, step.table).dependents.length === 0);

/**
 * Reads the rows of steps that can be foreseen, without a lock. It holds for a transaction whose isolation lets it write
 * no row that somebody changes from now on (`repeatable read`).
 * @throws RowsMoved when a row is not as planned.
 */
export const foreseeSteps = async (
  database: Database,
  catalogue: Catalogue,
  steps: readonly RowsStep[],
  options?: QueryOptions,
): Promise<Foreseen> => {
  const parts: Foreseen[] = await Promise.all(
    steps.map((step) => {
      const table = findTable(catalogue, step.table);
      return step.kind === 'delete-rows' ? foreseeDelete(table, step) : foreseeUpdate(database, table, step, options);
    }),
  );
  return { done: parts.flatMap(({ done }) => done), statements: parts.flatMap(({ statements }) => statements) };
};

const foreseeDelete = (
  table: CatalogueTable,
  { rows, units }: Extract<RowsStep, { readonly kind: 'delete-rows' }>,
): Foreseen => {
  const columns = [...table.types.keys()];
  const texts = rows.map((row) => columns.map((column) => writtenText(row[column], nothing)));
  const deleted: DoneStep = { kind: 'deleted', table: table.name, columns, rows: texts, ...(units && { units }) };
  return { done: [deleted], statements: [exactDelete(table, columns, texts)] };
};

const foreseeUpdate = async (
  database: Database,
  table: CatalogueTable,
  { rows, deciding }: Extract<RowsStep, { readonly kind: 'update-rows' }>,
  options: QueryOptions | undefined,
): Promise<Foreseen> => {
  const groups = groupByColumns(rows, ({ after }) => after).flatMap(({ columns, rows: same }) =>
    groupByColumns(same, ({ before }) => before).map((group) => ({ columns, known: group.columns, rows: group.rows })),
  );
  const done = await Promise.all(groups.map((group) => foreseeGroup(database, table, group, options)));
  return {
    done: deciding === undefined ? done : done.map((step) => ({ ...step, deciding })),
    statements: done.map((step) =>
      exactUpdate(
        table,
        step.columns,
        step.rows.map(({ id, after }) => ({ id, texts: after })),
      ),
    ),
  };
};

interface Group {
  /** The columns that all of the rows write, and those that all of them are known by. */
  readonly columns: readonly string[];
  readonly known: readonly string[];
  readonly rows: readonly RowChange[];
}

const foreseeGroup = async (
  database: Database,
  table: CatalogueTable,
  { columns, known, rows }: Group,
  options: QueryOptions | undefined,
): Promise<UpdatedStep> => {
  const read = [...new Set([...columns, ...known])];
  const texts = await readRowTexts(database, table, read, rows, options);
  const places = known.map((column) => [column, read.indexOf(column)] as const);
  const secrets = columns.filter((column) => rows.some((row) => holdsSecret(row, column)));
  const updated = rows.map(({ id, unit, before, after }) => {
    const now = texts.get(id);
    const isAsPlanned = places.every(([column, place]) => now?.[place] === writtenText(before[column], nothing));
    if (now === undefined || !isAsPlanned) throw new RowsMoved(`rows of ${table.name} are not as planned`);
    return {
      id,
      before: now.slice(0, columns.length),
      after: columns.map((column) => writtenText(after[column], nothing)),
      ...(unit !== undefined && { unit }),
    };
  });
  return { kind: 'updated', table: table.name, columns, rows: updated, ...(secrets.length > 0 && { secrets }) };
};

/** Nothing is inserted beside: no value is the id of a new row. */
const nothing = new Map<string, string>();
