import type { Database } from '../../services/postgres/database.ts';
import { type Catalogue, findTable } from './catalogue.ts';
import type { DoneStep } from './done-step.ts';
import { goneSentence, readStandings, type StandingOptions } from './restore-columns.ts';

/** What of the steps can be taken back, and a sentence for each unit that cannot. */
interface Divided {
  readonly steps: readonly DoneStep[];
  readonly left: readonly string[];
}

/**
 * Leaves out what others went on with, as the deciding column of a unit tells: a mail whose state is no longer the one
 * that was written was sent since, and its old failure, recipients and notifications would contradict that. Locks the
 * rows that decide, unless it is for a preview.
 */
export const leaveMovedUnits = async (
  database: Database,
  catalogue: Catalogue,
  steps: readonly DoneStep[],
  options?: StandingOptions,
): Promise<Divided> => {
  const moved = new Set<number>();
  const left: string[] = [];
  for (const step of steps) {
    if (step.kind !== 'updated' || step.deciding === undefined) continue;
    const { deciding, columns, rows } = step;
    const table = findTable(catalogue, step.table);
    const place = columns.indexOf(deciding);
    const decisions = rows.map(({ id, before, after }) => ({
      id,
      before: [before[place] ?? null],
      after: [after[place] ?? null],
    }));
    const standings = await readStandings({ database, table, options }, [deciding], decisions);
    for (const { id, unit } of rows) {
      const [standing] = standings.get(id) ?? [];
      if (unit === undefined || standing === 'written' || standing === 'before') continue;
      moved.add(unit);
      left.push(
        standing === undefined
          ? goneSentence(table.name, id)
          : `Row ${id} of ${table.name}: ${deciding} was changed since, so it stays as it is with all that belongs to it.`,
      );
    }
  }
  return { steps: moved.size === 0 ? steps : steps.map((step) => withoutUnits(step, moved)), left };
};

const withoutUnits = (step: DoneStep, moved: ReadonlySet<number>): DoneStep => {
  if (step.kind === 'updated')
    return { ...step, rows: step.rows.filter(({ unit }) => unit === undefined || !moved.has(unit)) };
  const { units } = step;
  if (units === undefined) return step;
  const stays = (_: unknown, place: number): boolean => !moved.has(units[place] ?? Number.NaN);
  return { ...step, rows: step.rows.filter(stays), units: units.filter(stays) };
};
