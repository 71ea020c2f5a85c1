import { type FoundMail, nameFound } from '../../../domain/mail/found-mail.ts';
import { chooseSigns } from '../../../domain/wording/signs.ts';
import type { FoundPage } from '../../../inspection/find/find-page.ts';
import type { Story } from '../../../inspection/story/story.ts';
import type { Line } from '../../components/lines/line.ts';
import { keepCursorInPlace, type LineStep, moveInLines, type Position } from '../../components/lines/scroll.ts';
import { fieldWith, type TextFieldState } from '../../components/text-field-state.ts';
import type { ScreenSize } from '../screen.ts';
import { type FoundMails, foundLines, searchHeadHeight, storyLines } from './lines.ts';

/** The story of one mail, over the list. */
export interface OpenStory {
  readonly name: string;
  /** Where Esc leads. */
  readonly from: 'search' | 'retry';
  readonly story: Story | undefined;
  readonly trouble: string | undefined;
  readonly position: Position;
}

export interface SearchState {
  readonly field: TextFieldState;
  readonly isTyping: boolean;
  readonly isSearching: boolean;
  readonly found: FoundMails | undefined;
  readonly trouble: string | undefined;
  readonly position: Position;
  readonly open: OpenStory | undefined;
  readonly size: ScreenSize;
}

export type SearchAction =
  | { readonly kind: 'box-opened' }
  | { readonly kind: 'box-closed' }
  | { readonly kind: 'typed'; readonly field: TextFieldState }
  | { readonly kind: 'searching' }
  | { readonly kind: 'found'; readonly text: string; readonly page: FoundPage; readonly isFirst: boolean }
  | { readonly kind: 'failed'; readonly trouble: string }
  | { readonly kind: 'story-opened'; readonly name: string; readonly from: OpenStory['from'] }
  | { readonly kind: 'story-told'; readonly name: string; readonly story: Story }
  | { readonly kind: 'story-failed'; readonly name: string; readonly trouble: string }
  | { readonly kind: 'story-closed' }
  | ({ readonly kind: 'resized' } & ScreenSize)
  | { readonly kind: 'moved'; readonly step: LineStep };

const top: Position = { cursor: undefined, first: 0 };

export const createSearchState = (): SearchState => ({
  field: fieldWith(''),
  isTyping: true,
  isSearching: false,
  found: undefined,
  trouble: undefined,
  position: top,
  open: undefined,
  size: { columns: 80, rows: 20 },
});

/** Lines below the head. */
export const searchBodyHeight = ({ rows }: ScreenSize): number => Math.max(1, rows - searchHeadHeight);

/** The lines of what is in front: the story, or the list. */
export const linesOfSearch = ({ found, open, size }: SearchState, signs = chooseSigns(false)): readonly Line[] => {
  if (open !== undefined) return open.story === undefined ? [] : storyLines(open.story, { width: size.columns, signs });
  return found === undefined ? [] : foundLines(found, size.columns);
};

/** The mail under the cursor of the list. */
export const mailUnderCursor = ({ found, position }: SearchState): FoundMail | undefined =>
  found?.mails.find((mail) => nameFound(mail) === position.cursor);

export const searchReducer = (state: SearchState, action: SearchAction): SearchState => {
  switch (action.kind) {
    case 'box-opened':
      return { ...state, isTyping: true, open: undefined };
    case 'box-closed':
      return { ...state, isTyping: false };
    case 'typed':
      return { ...state, field: action.field };
    case 'searching':
      return { ...state, isSearching: true, isTyping: false, trouble: undefined };
    case 'failed':
      return { ...state, isSearching: false, trouble: action.trouble };
    case 'found':
      return withFound(state, action);
    case 'story-opened':
      return {
        ...state,
        isTyping: false,
        // Whoever asks for a story no longer waits for a page: it was ended.
        isSearching: false,
        open: { name: action.name, from: action.from, story: undefined, trouble: undefined, position: top },
      };
    case 'story-told':
      return withStory(state, action.name, (open) => ({ ...open, story: action.story }));
    case 'story-failed':
      return withStory(state, action.name, (open) => ({ ...open, trouble: action.trouble }));
    case 'story-closed':
      return { ...state, open: undefined };
    case 'resized':
      return keepPlace(state, { ...state, size: { columns: action.columns, rows: action.rows } });
    case 'moved':
      return move(state, action.step);
  }
};

const withFound = (
  state: SearchState,
  { text, page, isFirst }: Extract<SearchAction, { kind: 'found' }>,
): SearchState => {
  const earlier = isFirst ? [] : (state.found?.mails ?? []);
  const known = new Set(earlier.map(nameFound));
  const mails = [...earlier, ...page.mails.filter((mail) => !known.has(nameFound(mail)))];
  const next: SearchState = { ...state, isSearching: false, trouble: undefined, found: { text, mails, page } };
  return isFirst
    ? { ...next, position: moveInLines(foundLinesOf(next), searchBodyHeight(state.size), top, 'first') }
    : next;
};

const foundLinesOf = (state: SearchState): readonly Line[] => linesOfSearch({ ...state, open: undefined });

/** An answer for a story that was left meanwhile is nobody's any more. */
const withStory = (state: SearchState, name: string, change: (open: OpenStory) => OpenStory): SearchState =>
  state.open?.name === name ? { ...state, open: change(state.open) } : state;

const move = (state: SearchState, step: LineStep): SearchState => {
  const { open } = state;
  const position = moveInLines(
    linesOfSearch(state),
    searchBodyHeight(state.size),
    open?.position ?? state.position,
    step,
  );
  return open === undefined ? { ...state, position } : { ...state, open: { ...open, position } };
};

const keepPlace = (before: SearchState, after: SearchState): SearchState => {
  const height = searchBodyHeight(after.size);
  const position = keepCursorInPlace(foundLinesOf(before), foundLinesOf(after), height, before.position);
  const { open } = after;
  if (open === undefined) return { ...after, position };
  const inStory = keepCursorInPlace(linesOfSearch(before), linesOfSearch(after), height, open.position);
  return { ...after, position, open: { ...open, position: inStory } };
};
