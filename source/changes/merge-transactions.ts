import type { DatabaseStep, Plan } from '../domain/change/plan.ts';

/** How long a transaction of ours should hold its locks, ms: a server that pauses must not make it a tenth of a second. */
const heldMs = 30;
/** So many of a plan's transactions become one at most. */
const mostParts = 4;
/** What is left of a slow transaction's weight after each that follows: a busy server is slow again soon. */
const remembered = 0.8;

/** How a plan's transactions go. */
export interface MergingPace {
  /** How many of them the next one is. */
  readonly parts: number;
  /** How long one held its locks lately, ms, the slow ones counting for longer than the quick ones. */
  readonly partMs: number;
}

/** The first is alone: nothing is known of the server yet. */
export const firstMergingPace: MergingPace = { parts: 1, partMs: 0 };

/** After one of `parts` that held its locks for that long: fewer at once, and more, one at a time, after quick ones. */
export const chooseMergingPace = (
  pace: MergingPace,
  { parts, tookMs }: { readonly parts: number; readonly tookMs: number },
): MergingPace => {
  const partMs = Math.max(tookMs / parts, remembered * pace.partMs);
  return { parts: Math.max(1, Math.min(mostParts, parts + 1, Math.floor(heldMs / partMs))), partMs };
};

/**
 * The plan's transaction of that number, with those after it that can go along with it, at most so many. Each begins,
 * waits for two disks and ends: where a server is quick, that takes longer than the rows.
 */
export const takeTransactions = (
  { locksQueue, onStaleRows, transactions }: Pick<Plan, 'locksQueue' | 'onStaleRows' | 'transactions'>,
  number: number,
  most: number,
): { readonly steps: readonly DatabaseStep[]; readonly parts: number } => {
  const alone = { steps: transactions[number] ?? [], parts: 1 };
  // Where it gives up at the first row that moved, those before are to stay.
  if (!locksQueue || onStaleRows === 'fail') return alone;
  const taken: (readonly DatabaseStep[])[] = [];
  const seen = new Set<string>();
  for (const steps of transactions.slice(number, number + most)) {
    if (!steps.every(isOfRows) || !addRows(steps, seen)) break;
    taken.push(steps);
  }
  return taken.length < 2 ? alone : { steps: joinSteps(taken.flat()), parts: taken.length };
};

/** Whole rows that are deleted are archived, and looked at, transaction by transaction. */
const isOfRows = (step: DatabaseStep): boolean =>
  step.kind === 'update-rows' || (step.kind === 'delete-rows' && step.rows.every((row) => !Object.hasOwn(row, 'id')));

/** False where a row is written already: once in a transaction is all. */
const addRows = (steps: readonly DatabaseStep[], seen: Set<string>): boolean => {
  const rows = steps.flatMap(nameRows);
  if (rows.some((row) => seen.has(row))) return false;
  for (const row of rows) seen.add(row);
  return true;
};

const nameRows = (step: DatabaseStep): readonly string[] => {
  if (step.kind === 'update-rows') return step.rows.map(({ id }) => `${step.table} ${id}`);
  return step.kind === 'delete-rows' ? step.rows.map((row) => `${step.table} ${JSON.stringify(row)}`) : [];
};

/** Steps of one kind on one table are one; in which order a transaction does its steps nobody else sees. */
const joinSteps = (steps: readonly DatabaseStep[]): readonly DatabaseStep[] =>
  [...Map.groupBy(steps, describeStep).values()].flatMap((alike) => alike.reduce(joinTwo));

const describeStep = (step: DatabaseStep): string =>
  step.kind === 'update-rows'
    ? JSON.stringify([step.kind, step.table, step.deciding, step.unread])
    : JSON.stringify([step.kind, step.table, step.kind === 'delete-rows' && step.units !== undefined]);

const joinTwo = (one: DatabaseStep, other: DatabaseStep): DatabaseStep => {
  if (one.kind === 'update-rows' && other.kind === 'update-rows') return { ...one, rows: [...one.rows, ...other.rows] };
  if (one.kind !== 'delete-rows' || other.kind !== 'delete-rows') throw new Error('only steps of one kind are joined');
  const rows = [...one.rows, ...other.rows];
  const { units = [] } = one;
  return one.units === undefined ? { ...one, rows } : { ...one, rows, units: [...units, ...(other.units ?? [])] };
};
