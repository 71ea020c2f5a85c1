import type { Verdict } from '../../source/domain/finding/verdict.ts';

/** A verdict that finds nothing wrong, unless told otherwise. */
export const createVerdict = (changes: Partial<Verdict> = {}): Verdict => ({
  status: 'ok',
  cause: null,
  summary: 'Mail is going out.',
  nextAction: null,
  nextSteps: [],
  ranking: [],
  ...changes,
});
