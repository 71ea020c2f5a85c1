import type { DatabaseStep, OutsideStep, Plan, PlannedRow, RowChange } from '../../source/domain/change/plan.ts';
import type { TestDatabase } from '../support/postgres.ts';

/** A plan of one transaction. */
export const planOf = (steps: readonly DatabaseStep[], changes: Partial<Plan> = {}): Plan => ({
  action: 'test.change',
  subject: null,
  title: 'Change something',
  risk: 'safe',
  locksQueue: false,
  onStaleRows: 'fail',
  transactions: steps.length === 0 ? [] : [steps],
  outside: [],
  byHand: [],
  warnings: [],
  irreversible: [],
  affects: { count: 1, noun: 'row' },
  evidence: [],
  ...changes,
});

/** A plan of steps outside the database. */
export const outsidePlan = (outside: readonly OutsideStep[]): Plan => planOf([], { outside });

/** The rows of a table as a plan names them: texts, by column. */
export const readTexts = async (
  database: TestDatabase,
  table: string,
  where = 'true',
): Promise<readonly Readonly<Record<string, string | null>>[]> => {
  const columns = await database.query<{ name: string }>(
    'select attname as name from pg_attribute where attrelid = to_regclass($1) and attnum > 0 and not attisdropped order by attnum',
    [table],
  );
  const texts = columns.map(({ name }) => `"${name}"::text as "${name}"`);
  return await database.query(`select ${texts.join(', ')} from ${table} where ${where} order by 1`);
};

/** The update of one row, planned on what is there now. */
export const planUpdate = async (
  database: TestDatabase,
  table: string,
  where: string,
  after: PlannedRow,
): Promise<DatabaseStep> => {
  const rows = await readTexts(database, table, where);
  const changes: RowChange[] = rows.map((row) => ({
    id: Number(row['id']),
    before: Object.fromEntries(Object.keys(after).map((column) => [column, row[column] ?? null])),
    after,
  }));
  return { kind: 'update-rows', table, rows: changes };
};
