import type { RowChange } from '../../domain/change/plan.ts';
import type { SqlValue } from '../../services/postgres/database.ts';
import { type CatalogueTable, typeOf } from './catalogue.ts';
import { toRowValues } from './row-values.ts';
import { type InsertedIds, quote, writtenText } from './sql-text.ts';

export interface UpdateGroup {
  /** The columns that all of the rows write, and those that all of them are known by. */
  readonly columns: readonly string[];
  readonly known: readonly string[];
  /** Of the former, those whose value before is read on the way. */
  readonly unread: readonly string[];
  readonly rows: readonly RowChange[];
}

/**
 * One UPDATE for many rows, each looked up by its key. It answers for each row that was written with its `place` in the
 * group, from 1, `w0`, `w1` … what the columns hold now, and `f0`, `f1` … what those unread held before, all as texts.
 */
export const updateStatement = (
  table: CatalogueTable,
  { columns, known, unread, rows }: UpdateGroup,
  { inserted, compare }: { readonly inserted: InsertedIds; readonly compare: boolean },
): { readonly text: string; readonly values: readonly SqlValue[] } => {
  const width = columns.length + 1;
  const compared = compare ? known : [];
  const texts = rows.map(({ id, before, after }) => [
    String(id),
    ...columns.map((column) => writtenText(after[column], inserted)),
    ...compared.map((column) => writtenText(before[column], nothing)),
  ]);
  const given = toRowValues(texts, width + compared.length);
  const typed = (place: number, column: string): string => `${given.valueAt(place)}::${typeOf(table, column)}`;
  const assignments = columns.map((column, index) => `${quote(column)} = ${typed(index + 1, column)}`);
  const asPlanned = compared.map((column, index) =>
    isSame(`t.${quote(column)}`, typed(width + index, column), typeOf(table, column)),
  );
  const former = formerValues(table, unread, typed(0, 'id'));
  const written = columns.map((column, index) => `t.${quote(column)}::text as w${index}`);
  const read = unread.map((column, index) => `o.${quote(column)}::text as f${index}`);
  // Rows are answered for one by one: to group thousands of them by long texts costs more than to write them.
  const text = `update ${quote(table.name)} t set ${assignments.join(', ')}
     from ${given.from}${former.from}
     where t.id = ${typed(0, 'id')}${asOne([...asPlanned, ...former.same])}
     returning ${['d.n::text as place', ...written, ...read].join(', ')}`;
  return { text, values: given.values };
};

const nothing: InsertedIds = new Map();

/** Types of which equal values have one text: they need not be printed to be compared. */
const oneTextTypes: ReadonlySet<string> = new Set([
  'smallint',
  'integer',
  'bigint',
  'boolean',
  'date',
  'timestamp without time zone',
  'text',
  'character varying',
]);

const isSame = (now: string, planned: string, type: string): string =>
  oneTextTypes.has(type)
    ? `${now} is not distinct from ${planned}`
    : `${now}::text is not distinct from (${planned})::text`;

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
const formerValues = (table: CatalogueTable, unread: readonly string[], id: string) => ({
  // `offset 0`: looked up row by row. As a join the planner may begin with the whole table joined to itself.
  from:
    unread.length === 0
      ? ''
      : ` cross join lateral (
         select ${unread.map(quote).join(', ')} from ${quote(table.name)} where id = ${id} offset 0
       ) o`,
  same: unread.map((column) => `t.${quote(column)} is not distinct from o.${quote(column)}`),
});
