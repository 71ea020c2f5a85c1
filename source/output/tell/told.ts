import type { NotDoneReason } from '../../changes/result.ts';
import type { ByHand } from '../../domain/change/plan.ts';
import { UserError } from '../../domain/errors.ts';
import type { Status } from '../../domain/finding/status.ts';

/** One thing to know, a sentence or the end of one. */
export interface ToldLine {
  readonly status: Status;
  readonly words: string;
}

/** What came of something, in words: the command line prints it, the console shows it, neither says it its own way. */
export interface Told {
  /** `ok` all of it, `warn` in part, `fail` nothing, `unknown` nobody knows, `skipped` there was nothing to do. */
  readonly status: Status;
  readonly sentence: string;
  /** What was left as it is and why, what to try instead. */
  readonly details: readonly ToldLine[];
  /** Why nothing at all was changed, where a change was refused or given up. */
  readonly notDone?: NotDoneReason;
  /** What is left for people. */
  readonly byHand?: readonly ByHand[];
}

export const toldLines = (status: Status, sentences: readonly string[]): readonly ToldLine[] =>
  sentences.map((words) => ({ status, words }));

/** Why something could not even be tried. */
export const tellFailure = (error: unknown): Told => ({
  status: 'fail',
  sentence: error instanceof Error ? error.message : String(error),
  details: error instanceof UserError && error.tryThis !== undefined ? toldLines('skipped', [error.tryThis]) : [],
});
