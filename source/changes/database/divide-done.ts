import type { DoneStep } from './done-step.ts';

/**
 * What one transaction did, in pieces of so many rows at most where units allow: rows of one unit stay together, and
 * each piece can be taken back by itself. One piece where a row stands alone or was inserted.
 */
export const divideDone = (steps: readonly DoneStep[], most: number): readonly (readonly DoneStep[])[] => {
  const rowsOf = new Map<number, number>();
  for (const unit of steps.flatMap(unitsOf)) {
    if (unit === undefined) return [steps];
    rowsOf.set(unit, (rowsOf.get(unit) ?? 0) + 1);
  }
  const pieces: Set<number>[] = [];
  let room = 0;
  for (const [unit, rows] of rowsOf) {
    if (rows > room || pieces.length === 0) {
      pieces.push(new Set());
      room = most;
    }
    pieces.at(-1)?.add(unit);
    room -= rows;
  }
  return pieces.length < 2
    ? [steps]
    : pieces.map((units) => steps.map((step) => ofUnits(step, units)).filter(({ rows }) => rows.length > 0));
};

/** One a row; undefined where it has none. */
const unitsOf = (step: DoneStep): readonly (number | undefined)[] => {
  if (step.kind === 'updated') return step.rows.map(({ unit }) => unit);
  return step.rows.map((_, place) => (step.kind === 'inserted' ? undefined : step.units?.[place]));
};

const ofUnits = (step: DoneStep, units: ReadonlySet<number>): DoneStep => {
  if (step.kind === 'updated')
    return { ...step, rows: step.rows.filter(({ unit }) => unit !== undefined && units.has(unit)) };
  const places = (step.units ?? []).flatMap((unit, place) => (units.has(unit) ? [place] : []));
  const pick = <Value>(values: readonly Value[]): readonly Value[] =>
    places.flatMap((place) => values.slice(place, place + 1));
  return { ...step, rows: pick(step.rows), units: pick(step.units ?? []) };
};
