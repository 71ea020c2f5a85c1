import type { DatabaseStep, PlannedRow, RowChange } from '../../domain/change/plan.ts';
import { Secret } from '../../domain/secret.ts';
import type { Database, QueryOptions } from '../../services/postgres/database.ts';
import { Interruption } from '../interruption.ts';
import { type Catalogue, type CatalogueTable, findTable, typeOf } from './catalogue.ts';
import { countDependents } from './dependents.ts';
import type { DoneStep, UpdatedRow, UpdatedStep } from './done-step.ts';
import { toRowValues } from './row-values.ts';
import { quote, type Text, toColumns, unnestTexts, writtenText } from './sql-text.ts';
import { groupByColumns } from './stale-rows.ts';

/** A row was not as planned, and nobody had looked before: the caller goes back to where it began. */
export class RowsMoved extends Error {
  override readonly name = 'RowsMoved';
}

/**
 * Carries out the steps of one transaction, in their order, and says in the server's own texts what they did.
 * The rows must be locked and found as planned (findStaleRows), or be compared on the way with `compare`.
 * @throws RowsMoved when it compares and a row is not as planned.
 */
export const runSteps = async (
  database: Database,
  catalogue: Catalogue,
  steps: readonly DatabaseStep[],
  options: QueryOptions & { readonly compare?: boolean } = {},
): Promise<readonly DoneStep[]> => {
  const inserted = new Map<string, string>();
  const done: DoneStep[] = [];
  for (const step of steps) {
    const work: Work = {
      database,
      table: findTable(catalogue, step.table),
      inserted,
      options,
      compare: options.compare === true,
    };
    if (step.kind === 'update-rows') {
      const { deciding } = step;
      const updated = await updateRows(work, step.rows, step.unread ?? []);
      done.push(...(deciding === undefined ? updated : updated.map((one) => ({ ...one, deciding }))));
    } else if (step.kind === 'insert-row') done.push(await insertRow(work, step.name, step.values));
    else done.push(...(await deleteRows(work, step.rows, step.units)));
  }
  return done;
};

interface Work {
  readonly database: Database;
  readonly table: CatalogueTable;
  readonly inserted: Map<string, string>;
  readonly options: QueryOptions | undefined;
  readonly compare: boolean;
}

const updateRows = async (
  work: Work,
  rows: readonly RowChange[],
  unread: readonly string[],
): Promise<readonly UpdatedStep[]> => {
  const done: UpdatedStep[] = [];
  for (const { columns, rows: same } of groupByColumns(rows, ({ after }) => after)) {
    for (const { columns: known, rows: group } of groupByColumns(same, ({ before }) => before)) {
      done.push(
        await updateGroup(work, {
          columns,
          known,
          unread: columns.filter((column) => unread.includes(column)),
          rows: group,
        }),
      );
    }
  }
  return done;
};

interface UpdateGroup {
  /** The columns that all of the rows write, and those that all of them are known by. */
  readonly columns: readonly string[];
  readonly known: readonly string[];
  /** Of the former, those whose value before is read on the way. */
  readonly unread: readonly string[];
  readonly rows: readonly RowChange[];
}

const updateGroup = async (
  { database, table, inserted, options, compare }: Work,
  { columns, known, unread, rows }: UpdateGroup,
): Promise<UpdatedStep> => {
  const width = columns.length + 1;
  const compared = compare ? known : [];
  const values = rows.map(({ id, before, after }) => [
    String(id),
    ...columns.map((column) => writtenText(after[column], inserted)),
    ...compared.map((column) => writtenText(before[column], nothing)),
  ]);
  const given = toRowValues(values, width + compared.length);
  const assignments = columns.map(
    (column, index) => `${quote(column)} = (${given.textAt(index + 1)})::${typeOf(table, column)}`,
  );
  const asPlanned = compared.map(
    (column, index) =>
      `t.${quote(column)}::text is not distinct from ((${given.textAt(width + index)})::${typeOf(table, column)})::text`,
  );
  const written = columns.map((_, index) => `w${index}`).join(', ');
  const former = formerValues(table, unread, given.textAt(0));
  // Rows that end up alike are answered for together: thousands of them are.
  const groups = await database.query<{
    places: readonly number[];
    written: readonly Text[];
    former?: readonly Text[];
  }>(
    `with changed as (
       update ${quote(table.name)} t set ${assignments.join(', ')}
       from ${given.from}${former.from}
       where t.id = ${given.textAt(0)}::${typeOf(table, 'id')}${asOne([...asPlanned, ...former.same])}
       returning d.n::int as place, ${columns.map((column, index) => `t.${quote(column)}::text as w${index}`).join(', ')}${former.returning}
     )
     select array_agg(place) as places, array[${written}] as written${former.select} from changed group by ${written}${former.groupBy}`,
    given.values,
    options,
  );
  const found = groups.flatMap(({ places, written: after, former: was = [] }) =>
    places.map((place) => ({ place, after, was })),
  );
  if (compare && found.length < rows.length) throw new RowsMoved(`rows of ${table.name} are not as planned`);
  const done = found
    .toSorted((one, other) => one.place - other.place)
    .flatMap(({ place, after, was }): readonly UpdatedRow[] => {
      const row = rows[place - 1];
      if (row === undefined) return [];
      const before = columns.map((column) => {
        const place = unread.indexOf(column);
        return place < 0 ? knownBefore(table, row, column) : (was[place] ?? null);
      });
      return [{ id: row.id, before, after, ...(row.unit !== undefined && { unit: row.unit }) }];
    });
  const secrets = columns.filter((column) => rows.some((row) => holdsSecret(row, column)));
  return { kind: 'updated', table: table.name, columns, rows: done, ...(secrets.length > 0 && { secrets }) };
};

const holdsSecret = ({ before, after }: RowChange, column: string): boolean =>
  before[column] instanceof Secret || after[column] instanceof Secret;

/**
 * Conditions whose selectivity the planner does not guess at: taking them for rare, it reads the whole table first and
 * compares each of its rows with each that was planned.
 */
const asOne = (conditions: readonly string[]): string =>
  conditions.length === 0 ? '' : ` and case when ${conditions.join(' and ')} then true else false end`;

/**
 * SQL that reads columns as they are before the statement: RETURNING tells the former row only from PostgreSQL 18 on. A
 * row that somebody changed between the reading and the lock is read again under the lock, and then fits no more.
 */
const formerValues = (table: CatalogueTable, unread: readonly string[], id: string) => {
  if (unread.length === 0) return { from: '', same: [], returning: '', select: '', groupBy: '' };
  const names = unread.map((_, index) => `f${index}`).join(', ');
  const same = unread.map((column) => `t.${quote(column)} is not distinct from o.${quote(column)}`);
  return {
    // `offset 0`: looked up row by row. As a join the planner may begin with the whole table joined to itself.
    from: ` cross join lateral (
         select ${unread.map(quote).join(', ')} from ${quote(table.name)} where id = ${id}::${typeOf(table, 'id')} offset 0
       ) o`,
    same,
    returning: `, ${unread.map((column, index) => `o.${quote(column)}::text as f${index}`).join(', ')}`,
    select: `, array[${names}] as former`,
    groupBy: `, ${names}`,
  };
};

const nothing = new Map<string, string>();

const knownBefore = (table: CatalogueTable, { id, before }: RowChange, column: string): Text => {
  if (Object.hasOwn(before, column)) return writtenText(before[column], nothing);
  throw new Error(`a plan writes ${table.name}.${column} of row ${id} without saying what it was`);
};

/** The text is the server's, so that it can be compared later and come back byte for byte. */
const allTexts = (columns: readonly string[]): string => columns.map((column) => `t.${quote(column)}::text`).join(', ');

const insertRow = async (
  { database, table, inserted, options }: Work,
  name: string,
  values: PlannedRow,
): Promise<DoneStep> => {
  const given = Object.keys(values);
  const columns = [...table.types.keys()];
  const placed = given.map((column, index) => `$${index + 1}::text::${typeOf(table, column)}`);
  const [row] = await database.query<{ written: readonly Text[] }>(
    `insert into ${quote(table.name)} as t (${given.map(quote).join(', ')}) values (${placed.join(', ')})
     returning array[${allTexts(columns)}] as written`,
    given.map((column) => writtenText(values[column], inserted)),
    options,
  );
  const written = row?.written ?? [];
  const id = written[columns.indexOf('id')];
  if (id !== undefined && id !== null) inserted.set(name, id);
  return { kind: 'inserted', table: table.name, columns, rows: [written] };
};

const deleteRows = async (
  { database, table, options, compare }: Work,
  rows: readonly PlannedRow[],
  units: readonly number[] | undefined,
): Promise<readonly DoneStep[]> => {
  if (rows.length === 0) return [];
  const columns = [...table.types.keys()];
  const incomplete = rows.some((row) => columns.some((column) => !Object.hasOwn(row, column)));
  if (incomplete) throw new Error(`a plan deletes rows of ${table.name} without naming all their columns`);
  const texts = rows.map((row) => columns.map((column) => writtenText(row[column], nothing)));
  const hanging = await countDependents(
    database,
    table,
    texts.map((row) => row[columns.indexOf('id')] ?? null),
    options,
  );
  if (hanging !== null) {
    throw new Interruption(
      'stale',
      `Since this was planned, ${hanging} came to belong to the rows of ${table.name} that were to be deleted; no undo would bring those back.`,
      'Look again and decide anew.',
    );
  }
  const keys = columns.includes('id') ? ['id'] : columns;
  const same = keys.map((column) => `t.${quote(column)} = d.c${columns.indexOf(column)}::${typeOf(table, column)}`);
  const found = await database.query<{ written: readonly Text[] }>(
    `delete from ${quote(table.name)} t using ${unnestTexts(columns.length)} where ${same.join(' and ')}
     returning array[${allTexts(columns)}] as written`,
    toColumns(texts, columns.length),
    options,
  );
  if (compare && found.length < rows.length) throw new RowsMoved(`rows of ${table.name} are not as planned`);
  const deleted = found.map(({ written }) => written);
  if (units === undefined) return [{ kind: 'deleted', table: table.name, columns, rows: deleted }];
  // The server answers in an order of its own.
  const keyOf = (row: readonly Text[]): string => keys.map((column) => row[columns.indexOf(column)]).join();
  const unitOf = new Map(texts.map((row, place) => [keyOf(row), units[place]]));
  const theirs = deleted.flatMap((row) => unitOf.get(keyOf(row)) ?? []);
  return [{ kind: 'deleted', table: table.name, columns, rows: deleted, units: theirs }];
};
