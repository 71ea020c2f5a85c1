import type { Score } from '../../inspection/score/score.ts';
import type { TargetDocument } from '../target-document.ts';

/** The document of `score --format json`, schema 1; `target` is null for a file. */
export const scoreDocument = (target: TargetDocument | null, { of, score, marks, bulk }: Score) => ({
  schema: 1,
  target,
  of,
  score,
  marks,
  bulk: bulk ?? null,
});
