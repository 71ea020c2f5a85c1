import type { Database, QueryOptions } from '../../services/postgres/database.ts';
import { type Catalogue, findTable } from './catalogue.ts';
import type { DoneStep } from './done-step.ts';
import { leaveMovedUnits } from './moved-units.ts';
import { restoreColumns } from './restore-columns.ts';
import { putBack, removeRow } from './restore-rows.ts';
import type { Undoing } from './undoing.ts';

/**
 * Takes the steps of one transaction back, last first: exactly the columns that were written, where they still hold what
 * was written. What somebody changed since is left and named, and what others went on with is left whole; what is already
 * as before is passed over, so an undo that was interrupted can be done again.
 */
export const undoSteps = async (
  database: Database,
  catalogue: Catalogue,
  steps: readonly DoneStep[],
  options?: QueryOptions,
): Promise<readonly string[]> => {
  const divided = await leaveMovedUnits(database, catalogue, steps, options);
  const left = [...divided.left];
  for (const step of divided.steps.toReversed()) {
    const undoing: Undoing = { database, table: findTable(catalogue, step.table), options, left };
    if (step.rows.length === 0) continue;
    if (step.kind === 'updated') await restoreColumns(undoing, step);
    else if (step.kind === 'inserted') await removeRow(undoing, step);
    else await putBack(undoing, step);
  }
  return left;
};
