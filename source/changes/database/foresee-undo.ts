import type { Database, QueryOptions, Statement } from '../../services/postgres/database.ts';
import { type Catalogue, findTable } from './catalogue.ts';
import type { DoneStep, UpdatedStep } from './done-step.ts';
import { exactUpdate } from './exact-statements.ts';
import { insertStatement } from './restore-rows.ts';
import { readRowTexts } from './row-texts.ts';
import { RowsMoved } from './run-steps.ts';

/** Whether it is known before how a step is taken back: whether a new row may go depends on what hangs on it by then. */
export const canForeseeUndo = ({ kind }: DoneStep): boolean => kind !== 'inserted';

/**
 * The statements that take steps back, last first, where every row still holds what was written. Reads the rows without a
 * lock: it holds for a transaction whose isolation lets it write no row that somebody changes from now on.
 * @throws RowsMoved when a row holds something else: what of it is taken back then takes a closer look.
 */
export const foreseeUndo = async (
  database: Database,
  catalogue: Catalogue,
  steps: readonly DoneStep[],
  options?: QueryOptions,
): Promise<readonly Statement[]> => {
  await Promise.all(
    steps.map((step) => (step.kind === 'updated' ? expectWritten(database, catalogue, step, options) : undefined)),
  );
  return steps.toReversed().map((step) => {
    const table = findTable(catalogue, step.table);
    return step.kind === 'updated'
      ? exactUpdate(
          table,
          step.columns,
          step.rows.map(({ id, before }) => ({ id, texts: before })),
        )
      : insertStatement(table, step.columns, step.rows);
  });
};

const expectWritten = async (
  database: Database,
  catalogue: Catalogue,
  { table: name, columns, rows }: UpdatedStep,
  options: QueryOptions | undefined,
): Promise<void> => {
  const texts = await readRowTexts(database, findTable(catalogue, name), columns, rows, options);
  for (const { id, after } of rows) {
    const now = texts.get(id);
    if (now === undefined || now.some((text, place) => text !== after[place]))
      throw new RowsMoved(`rows of ${name} are not as they were written`);
  }
};
