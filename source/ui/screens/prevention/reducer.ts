import type { PrecautionId } from '../../../domain/finding/precaution-id.ts';
import type { PrecautionReport } from '../../../domain/finding/precaution-report.ts';
import { keepCursorInPlace, type LineStep, moveInLines } from '../../components/lines/scroll.ts';
import type { ScreenSize } from '../screen.ts';
import { type WizardDialogAction, wizardDialogReducer } from '../wizard/dialog/state.ts';
import { layOut } from '../wizard/layout.ts';
import type { Notice } from '../wizard/state.ts';
import { detailLines } from './lines.ts';
import type { PrecautionRow, PreventionState } from './state.ts';

export type PreventionAction =
  | { readonly kind: 'run-began'; readonly only: readonly PrecautionId[]; readonly at: Date }
  | { readonly kind: 'examined'; readonly report: PrecautionReport; readonly at: Date }
  | { readonly kind: 'run-ended'; readonly at: Date; readonly problem?: string }
  | { readonly kind: 'moved'; readonly step: LineStep }
  | { readonly kind: 'pane-chosen'; readonly pane: PreventionState['pane'] }
  | { readonly kind: 'next-chosen' }
  | { readonly kind: 'toggled'; readonly key: string }
  | ({ readonly kind: 'resized' } & ScreenSize)
  | { readonly kind: 'noticed'; readonly notice: Notice | undefined }
  | { readonly kind: 'dialog'; readonly action: WizardDialogAction };

export const preventionReducer = (state: PreventionState, action: PreventionAction): PreventionState =>
  arrange(state, reduce(state, action));

const reduce = (state: PreventionState, action: PreventionAction): PreventionState => {
  switch (action.kind) {
    case 'run-began':
      return {
        ...state,
        run: { only: action.only, startedAt: action.at },
        problem: undefined,
        rows: state.rows.map((row) => (action.only.includes(row.id) ? { ...row, isRunning: true } : row)),
      };
    case 'examined':
      return {
        ...state,
        rows: state.rows.map((row) => (row.id === action.report.id ? take(row, action.report, action.at) : row)),
      };
    case 'run-ended':
      return {
        ...state,
        run: undefined,
        problem: action.problem,
        measuredAt: action.problem === undefined ? action.at : state.measuredAt,
        rows: state.rows.map((row) => (row.isRunning ? { ...row, isRunning: false } : row)),
      };
    case 'moved':
      return state.pane === 'detail' ? moveInDetail(state, action.step) : moveInList(state, action.step);
    case 'pane-chosen':
      return { ...state, pane: action.pane };
    case 'next-chosen':
      return select({ ...state, pane: 'detail' }, nextToMend(state));
    case 'toggled':
      return { ...state, toggled: toggle(state.toggled, action.key) };
    case 'resized':
      return { ...state, size: { columns: action.columns, rows: action.rows } };
    case 'noticed':
      return { ...state, notice: action.notice };
    case 'dialog':
      return { ...state, dialog: wizardDialogReducer(state.dialog, action.action) };
  }
};

const take = (row: PrecautionRow, report: PrecautionReport, at: Date): PrecautionRow => ({
  ...row,
  isRunning: false,
  report,
  measuredAt: at,
});

const toggle = (known: ReadonlySet<string>, key: string): ReadonlySet<string> => {
  const next = new Set(known);
  if (!next.delete(key)) next.add(key);
  return next;
};

const select = (state: PreventionState, selected: PrecautionId | undefined): PreventionState =>
  selected === undefined || selected === state.selected ? state : { ...state, selected, cursor: undefined, first: 0 };

const moveInList = (state: PreventionState, step: LineStep): PreventionState => {
  const ids = state.rows.map(({ id }) => id);
  const last = ids.length - 1;
  const at = state.selected === undefined ? 0 : ids.indexOf(state.selected);
  const places = { first: 0, last, 'page-up': 0, 'page-down': last } as const;
  const to = typeof step === 'number' ? Math.max(0, Math.min(last, at + step)) : places[step];
  return select(state, ids[to]);
};

const moveInDetail = (state: PreventionState, step: LineStep): PreventionState => ({
  ...state,
  ...moveInLines(detailLines(state), layOut(state).height, state, step),
});

/** The next one below that is not fine, from the last one again from the top; this one where there is no other. */
const nextToMend = ({ rows, selected }: PreventionState): PrecautionId | undefined => {
  const at = rows.findIndex(({ id }) => id === selected);
  const inTurn = [...rows.slice(at + 1), ...rows.slice(0, at + 1)];
  const isBad = (status: string | undefined): boolean => status === 'fail' || status === 'warn';
  const bad = inTurn.find(({ report }) => isBad(report?.status));
  return (bad ?? inTurn.find(({ report }) => report?.status === 'unknown'))?.id;
};

/** The cursor on something that is there; `before` is what was on the screen. */
const arrange = (before: PreventionState, state: PreventionState): PreventionState => {
  if (before === state) return state;
  const isSame = before.selected === state.selected && before.size === state.size;
  const lines = isSame ? detailLines(before) : [];
  return { ...state, ...keepCursorInPlace(lines, detailLines(state), layOut(state).height, state) };
};
