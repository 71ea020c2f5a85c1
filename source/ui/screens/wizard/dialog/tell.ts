import { UserError } from '../../../../domain/errors.ts';
import type { ChangeOutcome } from '../source.ts';
import type { ToldDialog } from './state.ts';

/** What came of a change, to be read. */
export const tell = (title: string, { status, sentence, details, byHand }: ChangeOutcome): ToldDialog => ({
  kind: 'told',
  title,
  status,
  sentence,
  details,
  byHand,
  first: 0,
  sighting: undefined,
});

/** Why it could not even be tried. */
export const tellFailure = (title: string, error: unknown): ToldDialog => {
  const next = error instanceof UserError ? error.tryThis : undefined;
  return tell(title, {
    status: 'fail',
    sentence: error instanceof Error ? error.message : String(error),
    details: next === undefined ? [] : [next],
    byHand: [],
  });
};
