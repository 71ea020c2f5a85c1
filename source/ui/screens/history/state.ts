import type { History } from '../../../inspection/history/history.ts';
import type { Line } from '../../components/lines/line.ts';
import { keepCursorInPlace, type LineStep, moveInLines, type Position } from '../../components/lines/scroll.ts';
import type { ScreenSize } from '../screen.ts';
import { historyHeadHeight, historyLines } from './lines.ts';

export interface HistoryState {
  readonly read: { readonly history: History; readonly at: Date } | undefined;
  readonly isReading: boolean;
  /** Why it could not be read the last time. */
  readonly trouble: string | undefined;
  readonly size: ScreenSize;
  readonly position: Position;
}

export type HistoryAction =
  | { readonly kind: 'reading' }
  | { readonly kind: 'read'; readonly history: History; readonly at: Date }
  | { readonly kind: 'failed'; readonly trouble: string }
  | ({ readonly kind: 'resized' } & ScreenSize)
  | { readonly kind: 'moved'; readonly step: LineStep };

export const createHistoryState = (): HistoryState => ({
  read: undefined,
  isReading: false,
  trouble: undefined,
  size: { columns: 80, rows: 20 },
  position: { cursor: undefined, first: 0 },
});

export const linesOfHistory = ({ read, size }: Pick<HistoryState, 'read' | 'size'>): readonly Line[] =>
  read === undefined ? [] : historyLines(read.history, { now: read.at, width: size.columns });

/** Lines for what happened, below the head. */
export const historyBodyHeight = ({ rows }: ScreenSize): number => Math.max(1, rows - historyHeadHeight);

export const historyReducer = (state: HistoryState, action: HistoryAction): HistoryState => {
  switch (action.kind) {
    case 'reading':
      return { ...state, isReading: true };
    case 'failed':
      return { ...state, isReading: false, trouble: action.trouble };
    case 'read':
      return withLines(state, {
        ...state,
        isReading: false,
        trouble: undefined,
        read: { history: action.history, at: action.at },
      });
    case 'resized':
      return withLines(state, { ...state, size: { columns: action.columns, rows: action.rows } });
    case 'moved':
      return {
        ...state,
        position: moveInLines(linesOfHistory(state), historyBodyHeight(state.size), state.position, action.step),
      };
  }
};

const withLines = (before: HistoryState, after: HistoryState): HistoryState => ({
  ...after,
  position: keepCursorInPlace(
    linesOfHistory(before),
    linesOfHistory(after),
    historyBodyHeight(after.size),
    before.position,
  ),
});
