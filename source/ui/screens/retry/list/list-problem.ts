import type { QueueEvent } from '../../../../queue/queue-events.ts';

/** What is read for the list, each for itself. */
export type ListReading = 'mails' | 'rows' | 'titles';

/** Why something cannot be read; it stays until the same thing was read. */
export interface ReadingProblem {
  readonly reading: ListReading;
  readonly sentence: string;
  /** How often in a row. */
  readonly failures: number;
  /** Looks of the watcher to let pass before it is tried again. */
  readonly pause: number;
}

/** Looks at most between two tries. */
const longestPause = 32;

/** The pause doubles: what takes long before it fails is not asked for over and over. */
export const noteProblem = (
  before: ReadingProblem | undefined,
  reading: ListReading,
  sentence: string,
): ReadingProblem => {
  const failures = (before?.failures ?? 0) + 1;
  return { reading, sentence, failures, pause: Math.min(longestPause, 2 ** (failures - 1)) };
};

/** The problem after that was read. */
export const solveProblem = (problem: ReadingProblem | undefined, reading: ListReading): ReadingProblem | undefined =>
  problem?.reading === reading ? undefined : problem;

/** It may be tried at once. */
export const endPause = (problem: ReadingProblem | undefined): ReadingProblem | undefined =>
  problem === undefined ? undefined : { ...problem, pause: 0 };

/** Every look of the watcher shortens the pause, and one that begins anew ends it. */
export const passTime = (problem: ReadingProblem | undefined, event: QueueEvent): ReadingProblem | undefined => {
  if (event.kind === 'snapshot' || event.kind === 'back') return endPause(problem);
  if (problem === undefined || event.kind !== 'delta') return problem;
  return { ...problem, pause: Math.max(0, problem.pause - 1) };
};
