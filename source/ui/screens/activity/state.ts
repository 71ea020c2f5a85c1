import { fitsActivity, type LoggedActivity } from '../../../domain/activity/activity-log.ts';
import type { Line } from '../../components/lines/line.ts';
import { keepCursorInPlace, type LineStep, moveInLines, type Position } from '../../components/lines/scroll.ts';
import { emptyField, type TextFieldState } from '../../components/text-field-state.ts';
import type { ScreenSize } from '../screen.ts';
import { activityLines, headHeight } from './lines.ts';

export interface ActivityState {
  readonly entries: readonly LoggedActivity[];
  readonly filter: TextFieldState;
  readonly isTyping: boolean;
  /** The line that is shown whole. */
  readonly unfolded: string | undefined;
  /** The newest line stays in sight. */
  readonly isFollowing: boolean;
  readonly position: Position;
  readonly size: ScreenSize;
  readonly now: Date;
}

export type ActivityAction =
  | { readonly kind: 'noted'; readonly entries: readonly LoggedActivity[]; readonly now: Date }
  | ({ readonly kind: 'resized' } & ScreenSize)
  | { readonly kind: 'moved'; readonly step: LineStep }
  | { readonly kind: 'filter-opened' | 'filter-closed' | 'filter-cleared' | 'unfolded' }
  | { readonly kind: 'typed'; readonly field: TextFieldState };

export const createActivityState = (now: Date): ActivityState => ({
  entries: [],
  filter: emptyField,
  isTyping: false,
  unfolded: undefined,
  isFollowing: true,
  position: { cursor: undefined, first: 0 },
  size: { columns: 80, rows: 20 },
  now,
});

/** The lines that fit what was typed. */
export const shownEntries = ({ entries, filter }: Pick<ActivityState, 'entries' | 'filter'>) => {
  const words = filter.value.trim();
  return words === '' ? entries : entries.filter((entry) => fitsActivity(entry, words));
};

export const linesOf = (state: ActivityState): readonly Line[] =>
  activityLines(shownEntries(state), { columns: state.size.columns, unfolded: state.unfolded, now: state.now });

export const entryUnderCursor = (state: ActivityState): LoggedActivity | undefined =>
  shownEntries(state).find(({ id }) => String(id) === state.position.cursor);

export const bodyHeight = ({ rows }: ScreenSize): number => Math.max(1, rows - headHeight);

export const activityReducer = (state: ActivityState, action: ActivityAction): ActivityState => {
  switch (action.kind) {
    case 'noted':
      return settle(state, { ...state, entries: action.entries, now: action.now });
    case 'resized':
      return settle(state, { ...state, size: { columns: action.columns, rows: action.rows } });
    case 'moved': {
      const lines = linesOf(state);
      const position = moveInLines(lines, bodyHeight(state.size), state.position, action.step);
      const isFollowing = position.cursor === lines.findLast(({ stop }) => stop !== undefined)?.stop;
      return { ...state, position, isFollowing };
    }
    case 'filter-opened':
      return { ...state, isTyping: true };
    case 'filter-closed':
      return { ...state, isTyping: false };
    case 'filter-cleared':
      return settle(state, { ...state, isTyping: false, filter: emptyField });
    case 'typed':
      return settle(state, { ...state, filter: action.field });
    case 'unfolded': {
      const { cursor } = state.position;
      return settle(state, { ...state, unfolded: state.unfolded === cursor ? undefined : cursor });
    }
  }
};

/** Whoever reads an older line keeps it in its place; whoever is at the end stays there. */
const settle = (before: ActivityState, after: ActivityState): ActivityState => {
  const lines = linesOf(after);
  const height = bodyHeight(after.size);
  const position = after.isFollowing
    ? moveInLines(lines, height, after.position, 'last')
    : keepCursorInPlace(linesOf(before), lines, height, before.position);
  return { ...after, position };
};
