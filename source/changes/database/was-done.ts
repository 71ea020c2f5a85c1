import type { Database } from '../../services/postgres/database.ts';
import { type Catalogue, findTable } from './catalogue.ts';
import type { DoneStep } from './done-step.ts';
import { readStandings } from './restore-columns.ts';
import { readRow } from './row-by-key.ts';

/** A few rows tell as much as all of them: a transaction is done whole or not at all. */
const looked = 50;

/**
 * Whether a transaction was committed, told by its rows, for a server that no longer knows: something stands as it was
 * written. Rows that somebody changed since say nothing.
 */
export const wasDone = async (
  database: Database,
  catalogue: Catalogue,
  steps: readonly DoneStep[],
): Promise<boolean> => {
  for (const step of steps) {
    const table = findTable(catalogue, step.table);
    if (step.kind === 'updated') {
      const rows = step.rows.slice(0, looked);
      const standings = await readStandings({ database, table, options: undefined }, step.columns, rows);
      if ([...standings.values()].some((standing) => standing.includes('written') && !standing.includes('before')))
        return true;
      continue;
    }
    for (const row of step.rows.slice(0, looked)) {
      const isThere = (await readRow(database, table, step.columns, row, undefined)) !== undefined;
      if (isThere === (step.kind === 'inserted')) return true;
    }
  }
  return false;
};
