import { visibleLines } from '../../components/list-window.ts';
import type { Chosen } from './chosen.ts';
import { changeMarks, type MarkedIds } from './marked-ids.ts';
import type { RetryState } from './state.ts';

const idsOn = (line: RetryState['lines'][number] | undefined): readonly number[] => {
  if (line === undefined) return [];
  return typeof line === 'number' ? [line] : line.ids;
};

/** The marks after Space: a mail, or all mails of a group, go on or off together. */
export const toggleMarks = (state: RetryState): MarkedIds => {
  const ids = idsOn(state.lines[state.window.cursor]);
  return changeListed(state, ids, !ids.every((id) => state.marks.has(id)));
};

/** Changes the marks of mails that are listed: how many the list does not hold stays as it is. */
const changeListed = (state: RetryState, ids: readonly number[], isMarked: boolean): MarkedIds => {
  const marks = changeMarks(state.marks, ids, isMarked);
  hiddenMarks.set(marks, { mails: state.mails, count: countHiddenMarks(state) });
  return marks;
};

/**
 * The marks after `a`, and how many of them the list holds: all that is on the screen, and when that is marked already,
 * all that the filter means.
 */
export const markMore = (state: RetryState): { readonly marks: MarkedIds; readonly listed: number } => {
  const shown = visibleLines(state.lines, state.window).flatMap(idsOn);
  const isShownMarked = shown.every((id) => state.marks.has(id));
  const marks = changeListed(state, isShownMarked ? (state.mails?.ids ?? []) : shown, true);
  return { marks, listed: marks.size - countHiddenMarks({ ...state, marks }) };
};

/** What an action is about: the marked mails in the order of the list, else what the cursor stands on. */
export const actedOn = ({ mails, marks, lines, window }: RetryState): readonly number[] => {
  if (marks.size === 0) return idsOn(lines[window.cursor]);
  const listed = (mails?.ids ?? []).filter((id) => marks.has(id));
  const known = new Set(listed);
  return [...listed, ...[...marks].filter((id) => !known.has(id))];
};

/** What an action is about, and how it was chosen. */
export const chosenIn = (state: RetryState): Chosen => {
  const ids = actedOn(state);
  return { ids, isMarked: state.marks.size > 0, hidden: ids.filter((id) => !isListed(state, id)) };
};

/** What another filter meant is not in the list that is being read. */
const isListed = ({ mails }: RetryState, id: number): boolean => mails?.has(id) === true;

const hiddenMarks = new WeakMap<MarkedIds, { readonly mails: RetryState['mails']; readonly count: number }>();

/** How many marked mails the list does not hold; counted once for each set of marks, for it is asked at every frame. */
export const countHiddenMarks = ({ marks, mails }: RetryState): number => {
  const known = hiddenMarks.get(marks);
  if (known !== undefined && known.mails === mails) return known.count;
  let count = 0;
  for (const id of marks) if (mails?.has(id) !== true) count += 1;
  hiddenMarks.set(marks, { mails, count });
  return count;
};
