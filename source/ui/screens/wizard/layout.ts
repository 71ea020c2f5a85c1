import { chooseSigns } from '../../../domain/wording/signs.ts';
import { fitText } from '../../components/fit-text.ts';
import type { Line } from '../../components/lines/line.ts';
import { keepCursorInPlace, type LineStep, moveInLines } from '../../components/lines/scroll.ts';
import { overTwoLines } from '../../components/over-two-lines.ts';
import { causeNamedBy } from '../queue/lead.ts';
import { treatmentLines } from '../queue/lines/treatment-lines.ts';
import { outlookLines } from './lines/outlook-lines.ts';
import { type LineOptions, stepLines } from './lines/step-lines.ts';
import { selectedStep, type WizardState } from './state.ts';

/** From this width on, causes and step stand side by side. */
const wide = 90;
/** As much as the longest title and its count need, and the step keeps what its sentences need. */
const causesWidth = (columns: number): number => Math.min(42, columns - 56);
/** Cells before a line of the step for the pointer. */
const gutter = 2;
/** What the verdict rests on. */
const standingHeight = 1;
const signWidth = 2;
/** In fewer lines a second line of the treatment is one that the step needs. */
const roomyRows = 30;
/** In fewer lines the panes need the blank line above them, and in fewer still that of the treatment. */
const airyRows = 12;
const leastRows = 8;

export interface Layout {
  readonly isWide: boolean;
  /** What is wrong, over two lines before it is cut. */
  readonly headline: readonly string[];
  /** What to do, in its order. */
  readonly treatment: readonly Line[];
  /** What came of the last change, in lines. */
  readonly notice: readonly string[];
  /** Whether a blank line stands above the panes. */
  readonly hasGap: boolean;
  readonly causesWidth: number;
  readonly stepWidth: number;
  /** Lines of the panes. */
  readonly height: number;
}

/** What decides how much of a window is left: a screen without a verdict has one line for its own sentence. */
type LaidOut = Pick<WizardState, 'size' | 'notice'> &
  Partial<Pick<WizardState, 'problem' | 'conclusion'>> & { readonly selected?: string | undefined };

/** How the window is divided. */
export const layOut = ({ size, notice, problem, conclusion, selected }: LaidOut): Layout => {
  const { columns, rows } = size;
  const isWide = columns >= wide;
  const sentence = problem ?? conclusion?.verdict.summary ?? '';
  const width = columns - signWidth;
  const isLow = rows < leastRows;
  const headline = isLow && notice !== undefined ? [fitText(sentence, width)] : overTwoLines(sentence, width);
  const steps = problem === undefined && !isLow ? (conclusion?.verdict.nextSteps ?? []) : [];
  const [first] = steps;
  // F is about the step that is selected before it is about the treatment.
  const isBound = first !== undefined && first.remedy !== null && causeNamedBy(first) === selected;
  const treatment = treatmentLines(steps, { columns, rows: rows < roomyRows ? 1 : rows }, { isBound });
  const said = notice === undefined ? [] : overTwoLines(notice.sentence, width);
  const hasGap = rows >= airyRows;
  return {
    isWide,
    headline,
    treatment,
    notice: said,
    hasGap,
    causesWidth: isWide ? causesWidth(columns) : columns,
    stepWidth: isWide ? columns - causesWidth(columns) - 1 : columns,
    height: Math.max(1, rows - standingHeight - headline.length - treatment.length - said.length - Number(hasGap)),
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
