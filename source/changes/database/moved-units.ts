import type { Database, QueryOptions } from '../../services/postgres/database.ts';
import { type Catalogue, findTable } from './catalogue.ts';
import type { DoneStep } from './done-step.ts';
import { readStandings } from './restore-columns.ts';

/** What of the steps can be taken back, and a sentence for each unit that cannot. */
interface Divided {
  readonly steps: readonly DoneStep[];
  readonly left: readonly string[];
}

/**
 * Leaves out what Odoo went on with: a mail whose state is no longer the one that was written was sent since, or failed
 * anew. Its old failure, its recipients and its notifications would contradict what became of it. Locks those mails.
 */
export const leaveMovedUnits = async (
  database: Database,
  catalogue: Catalogue,
  steps: readonly DoneStep[],
  options?: QueryOptions,
): Promise<Divided> => {
  const moved = new Set<number>();
  const left: string[] = [];
  for (const step of steps) {
    if (step.kind !== 'updated' || step.table !== 'mail_mail' || !step.columns.includes('state')) continue;
    const table = findTable(catalogue, step.table);
    const standings = await readStandings({ database, table, options }, step.columns, step.rows);
    for (const { id, unit } of step.rows) {
      const standing = standings.get(id);
      if (unit === undefined || (standing !== undefined && standing[step.columns.indexOf('state')] !== 'other'))
        continue;
      moved.add(unit);
      left.push(
        standing === undefined
          ? `Row ${id} of mail_mail is gone and does not come back.`
          : `Row ${id} of mail_mail: state was changed since, so all of this mail stays as it is.`,
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
