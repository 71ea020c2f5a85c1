import { visibleLines } from '../../components/list-window.ts';
import type { Chosen } from './chosen.ts';
import type { RetryState } from './state.ts';

const idsOn = (line: RetryState['lines'][number] | undefined): readonly number[] => {
  if (line === undefined) return [];
  return typeof line === 'number' ? [line] : line.ids;
};

/** The marks after Space: a mail, or all mails of a group, go on or off together. */
export const toggleMarks = ({ lines, window, marks }: RetryState): ReadonlySet<number> => {
  const ids = idsOn(lines[window.cursor]);
  const all = ids.every((id) => marks.has(id));
  const next = new Set(marks);
  for (const id of ids) {
    if (all) next.delete(id);
    else next.add(id);
  }
  return next;
};

/**
 * The marks after `a`, and how many of them the list holds: all that is on the screen, and when that is marked already,
 * all that the filter means.
 */
export const markMore = (state: RetryState): { readonly marks: ReadonlySet<number>; readonly listed: number } => {
  const shown = visibleLines(state.lines, state.window).flatMap(idsOn);
  const listed = state.mails?.ids ?? [];
  const marks = new Set(state.marks);
  for (const id of shown.every((id) => state.marks.has(id)) ? listed : shown) marks.add(id);
  return { marks, listed: listed.filter((id) => marks.has(id)).length };
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

const hiddenMarks = new WeakMap<ReadonlySet<number>, { readonly mails: RetryState['mails']; readonly count: number }>();

/** How many marked mails the list does not hold; counted once for each set of marks, for it is asked at every frame. */
export const countHiddenMarks = ({ marks, mails }: RetryState): number => {
  const known = hiddenMarks.get(marks);
  if (known !== undefined && known.mails === mails) return known.count;
  let count = 0;
  for (const id of marks) if (mails?.has(id) !== true) count += 1;
  hiddenMarks.set(marks, { mails, count });
  return count;
};
