import type { DatabaseStep, PlannedRow, RowChange } from '../../domain/change/plan.ts';
import { Secret } from '../../domain/secret.ts';
import type { Database, QueryOptions } from '../../services/postgres/database.ts';
import { Interruption } from '../interruption.ts';
import { type Catalogue, type CatalogueTable, findTable, typeOf } from './catalogue.ts';
import { countDependents } from './dependents.ts';
import type { DoneStep, UpdatedRow, UpdatedStep } from './done-step.ts';
import { quote, type Text, toColumns, unnestTexts, writtenText } from './sql-text.ts';
import { groupByColumns } from './stale-rows.ts';
import { type UpdateGroup, updateStatement } from './update-statement.ts';

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

const updateGroup = async (
  { database, table, inserted, options, compare }: Work,
  group: UpdateGroup,
): Promise<UpdatedStep> => {
  const { columns, unread, rows } = group;
  const statement = updateStatement(table, group, { inserted, compare });
  const found = await database.query<Readonly<Record<string, Text>>>(statement.text, statement.values, options);
  if (compare && found.length < rows.length) throw new RowsMoved(`rows of ${table.name} are not as planned`);
  const answers = new Map(found.map((answer) => [Number(answer['place']), answer]));
  const done = rows.flatMap((row, index): readonly UpdatedRow[] => {
    const answer = answers.get(index + 1);
    if (answer === undefined) return [];
    const after = columns.map((_, column) => answer[`w${column}`] ?? null);
    const before = columns.map((column) => {
      const place = unread.indexOf(column);
      return place < 0 ? knownBefore(table, row, column) : (answer[`f${place}`] ?? null);
    });
    return [{ id: row.id, before, after, ...(row.unit !== undefined && { unit: row.unit }) }];
  });
  const secrets = columns.filter((column) => rows.some((row) => holdsSecret(row, column)));
  return { kind: 'updated', table: table.name, columns, rows: done, ...(secrets.length > 0 && { secrets }) };
};

/** Whether a column holds a secret, before or after. */
export const holdsSecret = ({ before, after }: RowChange, column: string): boolean =>
  before[column] instanceof Secret || after[column] instanceof Secret;

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
