import { countOf } from '../../../domain/wording/count.ts';
import { formatClock } from '../../../domain/wording/duration.ts';
import type { HistoryState } from './state.ts';

/** What the screen is about. */
export const historyTitle = ({ read }: HistoryState, now: Date): string =>
  read === undefined
    ? 'What changed before it broke'
    : `What changed before it broke, since ${formatClock(read.history.since, now)}`;

/** When it broke, as far as that is known. */
export const historyHeadline = (
  { read, trouble, isReading }: HistoryState,
  now: Date,
): { readonly status: 'fail' | 'unknown' | undefined; readonly text: string } => {
  if (trouble !== undefined) return { status: 'unknown', text: trouble };
  if (read === undefined) return { status: undefined, text: isReading ? 'Looking …' : '' };
  const { onset, suspect } = read.history;
  if (onset === null) return { status: undefined, text: 'No mail stands failed.' };
  const begin = `First failure: ${formatClock(onset.at, now)}, ${onset.title} (${countOf(onset.count, 'mail')})`;
  return { status: 'fail', text: suspect === null ? `${begin}; no change that can have caused it is seen` : begin };
};
