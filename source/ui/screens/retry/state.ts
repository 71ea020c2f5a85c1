import type { MailFilter } from '../../../domain/mail/mail-filter.ts';
import { SelectedMails } from '../../../domain/mail/selected-mails.ts';
import type { QueueEvent } from '../../../queue/queue-events.ts';
import { followWindow, type ListStep, type ListWindow, moveCursor, placeCursor } from '../../components/list-window.ts';
import type { TextFieldState } from '../../components/text-field-state.ts';
import { type RetryDialog, type RetryDialogAction, retryDialogReducer } from './dialog/state.ts';
import { type Arrangement, buildLines, type ListLine, untitled } from './list/list-lines.ts';
import { failedFirst, type ListOrder, sortedByText } from './list/list-order.ts';
import {
  endPause,
  type ListReading,
  noteProblem,
  passTime,
  type ReadingProblem,
  solveProblem,
} from './list/list-problem.ts';
import { mergeTouched, noteOutcome, notePending, nothingPending, type Pending } from './list/live-list.ts';
import { changeMarks, type MarkedIds } from './marked-ids.ts';
import type { MailGrouping, RetryRow } from './source.ts';

export interface RetryState extends Arrangement {
  /** Oldest first; undefined until they were read. */
  readonly mails: SelectedMails | undefined;
  /** How many of them failed. */
  readonly failed: number;
  /** Some mails were not told their group yet. */
  readonly needsTitles: boolean;
  readonly problem: ReadingProblem | undefined;
  /** The filter that holds, and how it was written. */
  readonly filterText: string;
  readonly filter: MailFilter;
  /** The filter box while it is open. */
  readonly box: { readonly field: TextFieldState; readonly wrong: string | undefined } | undefined;
  readonly lines: readonly ListLine[];
  readonly window: ListWindow;
  readonly marks: MarkedIds;
  /** What was read about mails near the window. */
  readonly rows: ReadonlyMap<number, RetryRow>;
  /** Those of them that are to be read again; they stand until then. */
  readonly stale: ReadonlySet<number>;
  readonly isPaused: boolean;
  readonly pending: Pending;
  readonly dialog: RetryDialog | undefined;
}

export type RetryAction =
  | { readonly kind: 'reading-began' }
  /** `touched`: those of them whose rows are to be read again. */
  | { readonly kind: 'mails-read'; readonly mails: SelectedMails; readonly touched?: ReadonlySet<number> }
  | { readonly kind: 'touched-read'; readonly touched: ReadonlySet<number>; readonly found: SelectedMails }
  | { readonly kind: 'reading-failed'; readonly reading: ListReading; readonly sentence: string }
  | {
      readonly kind: 'rows-read';
      readonly asked: ReadonlySet<number>;
      readonly rows: readonly RetryRow[];
      readonly keep: ReadonlySet<number>;
    }
  | {
      readonly kind: 'titles-read';
      readonly grouping: MailGrouping;
      readonly asked: readonly number[];
      readonly titles: ReadonlyMap<number, string>;
    }
  | { readonly kind: 'moved'; readonly step: ListStep }
  | { readonly kind: 'resized'; readonly height: number }
  | { readonly kind: 'marked'; readonly marks: MarkedIds; readonly step?: ListStep }
  | { readonly kind: 'box-edited'; readonly field: TextFieldState; readonly wrong?: string }
  | { readonly kind: 'box-closed' }
  | { readonly kind: 'filtered'; readonly text: string; readonly filter: MailFilter }
  | { readonly kind: 'ordered'; readonly order: ListOrder }
  | { readonly kind: 'grouped'; readonly grouping: MailGrouping | undefined }
  | { readonly kind: 'group-toggled'; readonly title: string }
  | { readonly kind: 'pause-toggled' }
  | { readonly kind: 'look-again' }
  | { readonly kind: 'queue'; readonly event: QueueEvent }
  | { readonly kind: 'dialog'; readonly action: RetryDialogAction };

export const createRetryState = (): RetryState => ({
  mails: undefined,
  failed: 0,
  needsTitles: true,
  problem: undefined,
  filterText: '',
  filter: {},
  box: undefined,
  order: failedFirst,
  grouping: undefined,
  titles: undefined,
  openGroups: new Set(),
  lines: [],
  window: { cursor: 0, first: 0, height: 1 },
  marks: new Set(),
  rows: new Map(),
  stale: new Set(),
  isPaused: false,
  pending: { ...nothingPending, everything: true },
  dialog: undefined,
});

/** While somebody chooses, the list keeps still. */
export const keepsStill = ({ isPaused, marks, box, dialog }: RetryState): boolean =>
  isPaused || marks.size > 0 || box !== undefined || dialog !== undefined;

export const retryReducer = (state: RetryState, action: RetryAction): RetryState => {
  switch (action.kind) {
    case 'reading-began':
      // What happens from here on may not be in what is being read.
      return { ...state, pending: nothingPending };
    case 'mails-read':
      return takeMails(state, action.mails, action.touched);
    case 'touched-read':
      return takeMails(
        state,
        mergeTouched(state.mails ?? SelectedMails.none, action.touched, action.found),
        action.touched,
      );
    case 'reading-failed':
      return {
        ...state,
        problem: noteProblem(state.problem, action.reading, action.sentence),
        // What happened before the reading began was to be read with it.
        pending: action.reading === 'mails' ? { ...state.pending, everything: true } : state.pending,
      };
    case 'rows-read':
      return takeRows(state, action);
    case 'titles-read':
      return action.grouping === state.grouping ? takeTitles(state, action) : state;
    case 'moved':
      return { ...state, window: moveCursor(state.window, action.step, state.lines.length) };
    case 'resized': {
      const window = { ...state.window, height: action.height };
      return { ...state, window: placeCursor(window, window.cursor, state.lines.length) };
    }
    case 'marked': {
      const { step } = action;
      const window = step === undefined ? state.window : moveCursor(state.window, step, state.lines.length);
      return { ...state, marks: action.marks, window };
    }
    case 'box-edited':
      return { ...state, box: { field: action.field, wrong: action.wrong } };
    case 'box-closed':
      return { ...state, box: undefined };
    case 'filtered':
      return startOver({ ...state, box: undefined, filterText: action.text, filter: action.filter });
    case 'ordered':
      return takeOrder(state, action.order);
    case 'grouped':
      return arrange({
        ...state,
        grouping: action.grouping,
        titles: undefined,
        needsTitles: true,
        openGroups: new Set(),
      });
    case 'group-toggled':
      return arrange({ ...state, openGroups: toggle(state.openGroups, action.title) });
    case 'pause-toggled':
      return { ...state, isPaused: !state.isPaused };
    case 'look-again':
      return {
        ...state,
        stale: new Set(state.rows.keys()),
        problem: endPause(state.problem),
        pending: { ...state.pending, everything: true },
      };
    case 'queue': {
      const pending = notePending(state.pending, action.event);
      const problem = passTime(state.problem, action.event);
      return pending === state.pending && problem === state.problem ? state : { ...state, pending, problem };
    }
    case 'dialog':
      return takeDialog(state, action.action);
  }
};

/** Texts are sorted by the database: the list is read anew for them, and for another order after them. */
const takeOrder = (state: RetryState, order: ListOrder): RetryState =>
  sortedByText(order) === sortedByText(state.order) ? arrange({ ...state, order }) : startOver({ ...state, order });

/** Another filter is another list; marks that were set before stay and are counted. */
const startOver = (state: RetryState): RetryState => ({
  ...arrange({ ...state, mails: undefined, titles: undefined, openGroups: new Set() }),
  window: { ...state.window, cursor: 0, first: 0 },
  pending: { ...nothingPending, everything: true },
});

const takeMails = (state: RetryState, mails: SelectedMails, touched?: ReadonlySet<number>): RetryState => {
  const stale =
    touched === undefined ? state.stale : new Set([...state.stale, ...[...touched].filter((id) => state.rows.has(id))]);
  const failed = mails.count(({ state: name }) => name === 'exception');
  const problem = solveProblem(state.problem, 'mails');
  return arrange({ ...state, mails, failed, stale, problem, needsTitles: lacksTitle(mails, state.titles) });
};

/** Rows that were asked for and not found are those of mails that are gone. */
const takeRows = (
  state: RetryState,
  { asked, rows, keep }: Extract<RetryAction, { kind: 'rows-read' }>,
): RetryState => {
  const isKept = (id: number): boolean => keep.has(id) && !asked.has(id);
  const kept = [...state.rows].filter(([id]) => isKept(id));
  return {
    ...state,
    rows: new Map([...kept, ...rows.map((row) => [row.mail.id, row] as const)]),
    stale: new Set([...state.stale].filter(isKept)),
    problem: solveProblem(state.problem, 'rows'),
  };
};

const lacksTitle = (mails: SelectedMails, titles: RetryState['titles']): boolean => {
  if (titles === undefined) return mails.length > 0;
  for (let place = 0; place < mails.length; place++) if (!titles.has(mails.idAt(place))) return true;
  return false;
};

/** Mails may have come in since they were asked for; one that has no title was asked for in vain. */
const takeTitles = (
  state: RetryState,
  { asked, titles: read }: Extract<RetryAction, { kind: 'titles-read' }>,
): RetryState => {
  const told = asked.map((id) => [id, read.get(id) ?? untitled] as const);
  const titles = new Map([...(state.titles ?? []), ...told]);
  return arrange({
    ...state,
    titles,
    needsTitles: lacksTitle(state.mails ?? SelectedMails.none, titles),
    problem: solveProblem(state.problem, 'titles'),
  });
};

const arrange = (state: RetryState): RetryState => {
  const lines = buildLines(state.mails ?? SelectedMails.none, state);
  return { ...state, lines, window: followWindow(state.window, state.lines, lines) };
};

const toggle = (open: ReadonlySet<string>, title: string): ReadonlySet<string> =>
  open.has(title) ? new Set([...open].filter((other) => other !== title)) : new Set([...open, title]);

/** Mails that are done with lose their mark as it happens, so what failed stays marked. */
const takeDialog = (state: RetryState, action: RetryDialogAction): RetryState => {
  const dialog = retryDialogReducer(state.dialog, action);
  if (action.kind !== 'happened' || action.event.kind !== 'outcome') return { ...state, dialog };
  const pending = noteOutcome(state.pending, action.event);
  if (action.event.status !== 'ok') return { ...state, dialog, pending };
  return { ...state, dialog, pending, marks: changeMarks(state.marks, action.event.ids, false) };
};
