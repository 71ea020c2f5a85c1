import { chooseSigns } from '../../../domain/wording/signs.ts';
import type { Line } from '../../components/lines/line.ts';
import { keepCursorInPlace, type LineStep, moveInLines } from '../../components/lines/scroll.ts';
import { wrapText } from '../../components/wrap-text.ts';
import { outlookLines } from './lines/outlook-lines.ts';
import { type LineOptions, stepLines } from './lines/step-lines.ts';
import { selectedStep, type WizardState } from './state.ts';

/** From this width on, causes and step stand side by side. */
const wide = 90;
const causesWidth = (columns: number): number => (columns >= 120 ? 42 : 34);
/** Cells before a line of the step for the pointer. */
const gutter = 2;
/** Verdict, what it rests on, and a blank line. */
const headHeight = 3;
const mostNoticeLines = 2;

export interface Layout {
  readonly isWide: boolean;
  /** What came of the last change, in lines. */
  readonly notice: readonly string[];
  readonly causesWidth: number;
  readonly stepWidth: number;
  /** Lines of the panes. */
  readonly height: number;
}

/** How the window is divided. */
export const layOut = ({ size: { columns, rows }, notice }: Pick<WizardState, 'size' | 'notice'>): Layout => {
  const isWide = columns >= wide;
  const said = notice === undefined ? [] : wrapText(notice.sentence, columns - 2).slice(0, mostNoticeLines);
  return {
    isWide,
    notice: said,
    causesWidth: isWide ? causesWidth(columns) : columns,
    stepWidth: isWide ? columns - causesWidth(columns) - 1 : columns,
    height: Math.max(1, rows - headHeight - said.length),
  };
};

/** The selected step as lines of its pane. */
export const paneLines = (state: WizardState, signs: LineOptions['signs'] = chooseSigns(false)): readonly Line[] => {
  const options = { width: layOut(state).stepWidth - gutter, signs, toggled: state.toggled };
  const step = selectedStep(state);
  return step === undefined ? outlookLines(state, options) : stepLines(step, options);
};

/** The state with its cursor on something that is there; `before` is the state that was on the screen. */
export const arrange = (before: WizardState, state: WizardState): WizardState => {
  // What comes in while nobody reads the step yet must not push its beginning out of sight.
  const position = state.pane === 'causes' && state.run !== undefined ? { cursor: undefined, first: 0 } : state;
  const isSame = before.selected === state.selected && before.size === state.size;
  return {
    ...state,
    ...keepCursorInPlace(isSame ? paneLines(before) : [], paneLines(state), layOut(state).height, position),
  };
};

export const moveInStep = (state: WizardState, step: LineStep): WizardState => ({
  ...state,
  ...moveInLines(paneLines(state), layOut(state).height, state, step),
});
