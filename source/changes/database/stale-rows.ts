import type { DatabaseStep, PlannedRow } from '../../domain/change/plan.ts';
import type { Database, QueryOptions } from '../../services/postgres/database.ts';
import { type Catalogue, type CatalogueTable, findTable, typeOf } from './catalogue.ts';
import { quote, type Text, toColumns, unnestTexts, writtenText } from './sql-text.ts';

/** A planned row that is not as it was when the plan was made. */
export interface StaleRow {
  readonly table: string;
  /** Null in a table of pairs, which has none. */
  readonly id: number | null;
  /** The columns that differ; none when the row is gone. */
  readonly columns: readonly string[];
  /** Where it stands in the transaction. */
  readonly step: number;
  readonly row: number;
}

interface Expected {
  readonly row: number;
  readonly values: PlannedRow;
}

const nothingInserted = new Map<string, string>();

/**
 * Locks the rows that a transaction is about to update or delete, in the order of their ids so that two consoles never
 * wait for each other in a circle, and says which of them are not as planned.
 */
export const findStaleRows = async (
  database: Database,
  catalogue: Catalogue,
  steps: readonly DatabaseStep[],
  options?: QueryOptions,
): Promise<readonly StaleRow[]> => {
  const stale: StaleRow[] = [];
  for (const [step, planned] of steps.entries()) {
    if (planned.kind === 'insert-row') continue;
    const table = findTable(catalogue, planned.table);
    const isUpdate = planned.kind === 'update-rows';
    const expected = isUpdate
      ? planned.rows.map(({ id, before }, row) => ({ row, values: { ...before, id: String(id) } }))
      : planned.rows.map((values, row) => ({ row, values }));
    for (const { columns, rows } of groupByColumns(expected, ({ values }) => values)) {
      const found = await compare(
        database,
        table,
        { columns, rows, strength: isUpdate ? 'no key update' : 'update' },
        options,
      );
      stale.push(...found.map((one) => ({ ...one, step })));
    }
  }
  return stale;
};

/** Rows with the same columns go into one statement. */
export const groupByColumns = <Row>(
  rows: readonly Row[],
  columnsOf: (row: Row) => PlannedRow,
): readonly { readonly columns: readonly string[]; readonly rows: readonly Row[] }[] => {
  const groups = Map.groupBy(rows, (row) => Object.keys(columnsOf(row)).join('\n'));
  return [...groups].map(([key, of]) => ({ columns: key.split('\n'), rows: of }));
};

const compare = async (
  database: Database,
  table: CatalogueTable,
  {
    columns,
    rows,
    strength,
  }: { readonly columns: readonly string[]; readonly rows: readonly Expected[]; readonly strength: string },
  options: QueryOptions | undefined,
): Promise<readonly Omit<StaleRow, 'step'>[]> => {
  const planned = (column: string): string => `d.c${columns.indexOf(column)}::${typeOf(table, column)}`;
  const keys = columns.includes('id') ? ['id'] : columns;
  const differing = columns
    .filter((column) => !keys.includes(column))
    .map(
      (column) =>
        `case when t.${quote(column)}::text is distinct from (${planned(column)})::text then ${columns.indexOf(column)} end`,
    );
  const texts = rows.map(({ values }) => columns.map((column) => writtenText(values[column], nothingInserted)));
  const found = await database.query<{ place: number; differs: readonly number[] }>(
    `select d.n::int as place, array_remove(array[${differing.join(', ')}]::int[], null) as differs
     from ${unnestTexts(columns.length)}
     join ${quote(table.name)} t on ${keys.map((column) => `t.${quote(column)} = ${planned(column)}`).join(' and ')}
     order by ${keys.map((column) => `t.${quote(column)}`).join(', ')}
     for ${strength} of t`,
    toColumns(texts, columns.length),
    options,
  );
  const differs = new Map(found.map((one) => [one.place, one.differs]));
  return rows.flatMap(({ row, values }, index) => {
    const of = differs.get(index + 1);
    if (of?.length === 0) return [];
    const id: Text = writtenText(values['id'], nothingInserted);
    const names = (of ?? []).map((column) => columns[column] ?? '');
    return [{ table: table.name, id: id === null ? null : Number(id), columns: names, row }];
  });
};

/** The steps without the rows that are stale, and without what stands or falls with those. */
export const withoutStale = (steps: readonly DatabaseStep[], stale: readonly StaleRow[]): readonly DatabaseStep[] => {
  const places = new Set(stale.map(({ step, row }) => `${step} ${row}`));
  const units = new Set(stale.map(({ step, row }) => unitOf(steps[step], row)).filter((unit) => unit !== undefined));
  const stays = (step: number, row: number): boolean => {
    const unit = unitOf(steps[step], row);
    return !places.has(`${step} ${row}`) && (unit === undefined || !units.has(unit));
  };
  return steps.map((planned, step) => {
    if (planned.kind === 'insert-row') return planned;
    if (planned.kind === 'update-rows') return { ...planned, rows: planned.rows.filter((_, row) => stays(step, row)) };
    return { kind: planned.kind, table: planned.table, rows: planned.rows.filter((_, row) => stays(step, row)) };
  });
};

const unitOf = (step: DatabaseStep | undefined, row: number): number | undefined => {
  if (step?.kind === 'update-rows') return step.rows[row]?.unit;
  return step?.kind === 'delete-rows' ? step.units?.[row] : undefined;
};
