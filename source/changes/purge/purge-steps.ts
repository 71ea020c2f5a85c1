import type { DatabaseStep } from '../../domain/change/plan.ts';
import type { Reference } from '../../services/odoo/queries/rows/references.ts';
import type { Closure } from './closure.ts';

/**
 * One transaction: first the rows that stay let go, then what refers goes before what is referred to, so that the server
 * finds nothing to delete or clear by itself and undo knows of every row.
 */
export const writePurgeSteps = (
  { going, severed, refused }: Closure,
  references: readonly Reference[],
): readonly DatabaseStep[] => {
  const steps: DatabaseStep[] = [];
  for (const [table, rows] of severed) {
    const changes = [...rows.values()]
      .filter(({ unit }) => !refused.has(unit))
      .map(({ id, unit, before }) => ({
        id,
        unit,
        before,
        after: Object.fromEntries(Object.keys(before).map((column) => [column, null])),
      }));
    if (changes.length > 0) steps.push({ kind: 'update-rows', table, rows: changes });
  }
  for (const table of inDeletingOrder([...going.keys()], references)) {
    const rows = [...(going.get(table)?.values() ?? [])].filter(({ unit }) => !refused.has(unit));
    if (rows.length === 0) continue;
    steps.push({
      kind: 'delete-rows',
      table,
      rows: rows.map(({ row }) => row),
      units: rows.map(({ unit }) => unit),
    });
  }
  return steps;
};

/** A table comes once nothing that is left refers to it; where tables refer to each other, the last found goes first. */
const inDeletingOrder = (tables: readonly string[], references: readonly Reference[]): readonly string[] => {
  const ordered: string[] = [];
  let left = tables.toReversed();
  while (left.length > 0) {
    const isReferredTo = (table: string): boolean =>
      references.some(
        (reference) => reference.target === table && reference.table !== table && left.includes(reference.table),
      );
    const next = left.find((table) => !isReferredTo(table)) ?? left[0];
    if (next === undefined) break;
    ordered.push(next);
    left = left.filter((table) => table !== next);
  }
  return ordered;
};
