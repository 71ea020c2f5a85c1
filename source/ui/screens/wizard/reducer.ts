import type { DiagnosisEvent } from '../../../diagnosis/diagnosis-events.ts';
import { concludeVerdict } from '../../../diagnosis/judge-verdict.ts';
import { concludeOutlook, standsInTheWay } from '../../../diagnosis/outlook.ts';
import type { CauseId } from '../../../domain/finding/cause-id.ts';
import type { SymptomId } from '../../../domain/finding/causes.ts';
import { orderBySymptom, symptoms } from '../../../domain/finding/symptom.ts';
import type { LineStep } from '../../components/lines/scroll.ts';
import { type WizardDialogAction, wizardDialogReducer } from './dialog/state.ts';
import { arrange, moveInStep } from './layout.ts';
import { listedSteps, type Notice, type StepId, type WizardState, type WizardStep } from './state.ts';

export type WizardAction =
  | { readonly kind: 'opening-moved'; readonly step: LineStep }
  | { readonly kind: 'symptom-chosen'; readonly symptom: SymptomId | undefined }
  | { readonly kind: 'opening-asked' }
  | { readonly kind: 'run-began'; readonly causes: readonly CauseId[]; readonly at: Date }
  | { readonly kind: 'diagnosis'; readonly event: DiagnosisEvent; readonly at: Date }
  | { readonly kind: 'run-ended'; readonly problem?: string }
  | { readonly kind: 'moved'; readonly step: LineStep }
  | { readonly kind: 'pane-chosen'; readonly pane: WizardState['pane'] }
  | { readonly kind: 'step-chosen'; readonly step: StepId; readonly pane?: WizardState['pane'] }
  | { readonly kind: 'toggled'; readonly key: string }
  | { readonly kind: 'resized'; readonly columns: number; readonly rows: number }
  | { readonly kind: 'noticed'; readonly notice: Notice | undefined }
  | { readonly kind: 'dialog'; readonly action: WizardDialogAction };

export const wizardReducer = (state: WizardState, action: WizardAction): WizardState => {
  const next = reduce(state, action);
  return next === state ? state : arrange(state, next);
};

const reduce = (state: WizardState, action: WizardAction): WizardState => {
  switch (action.kind) {
    case 'opening-asked':
      return { ...state, opening: 0 };
    case 'opening-moved':
      return { ...state, opening: moveIndex(state.opening ?? 0, action.step, symptoms.length) };
    case 'symptom-chosen': {
      const answered = reorder({ ...state, opening: undefined, symptom: action.symptom });
      return state.isChosen ? answered : { ...answered, selected: firstOf(answered) };
    }
    case 'run-began':
      return beginRun(state, action);
    case 'diagnosis':
      return takeEvent(state, action.event, action.at);
    case 'run-ended':
      return endRun(state, action.problem);
    case 'moved':
      return state.pane === 'step' ? moveInStep(state, action.step) : moveAmongSteps(state, action.step);
    case 'pane-chosen':
      return { ...state, pane: action.pane };
    case 'step-chosen':
      return {
        ...state,
        isChosen: true,
        pane: action.pane ?? state.pane,
        selected: action.step,
        cursor: undefined,
        first: 0,
      };
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

const moveIndex = (index: number, step: LineStep, length: number): number => {
  const last = Math.max(0, length - 1);
  if (step === 'first' || step === 'page-up') return 0;
  if (step === 'last' || step === 'page-down') return last;
  return Math.max(0, Math.min(last, index + step));
};

const toggle = (known: ReadonlySet<string>, key: string): ReadonlySet<string> => {
  const next = new Set(known);
  if (!next.delete(key)) next.add(key);
  return next;
};

const select = (state: WizardState, selected: StepId): WizardState =>
  selected === state.selected ? state : { ...state, selected, cursor: undefined, first: 0 };

const stepIds = (state: WizardState): readonly StepId[] => [...state.order, 'outlook'];

const moveAmongSteps = (state: WizardState, step: LineStep): WizardState => {
  const ids = stepIds(state);
  const id = ids[moveIndex(ids.indexOf(state.selected), step, ids.length)];
  return id === undefined ? state : select({ ...state, isChosen: true }, id);
};

/** The likeliest first: what the verdict ranks, then what the symptom points at. */
const reorder = (state: WizardState): WizardState => {
  const ids = state.steps.map(({ id }) => id);
  const ranking = state.conclusion?.verdict.ranking ?? [];
  const bySymptom = orderBySymptom(ids, state.symptom);
  return { ...state, order: [...ranking, ...bySymptom.filter((id) => !ranking.includes(id))] };
};

const firstOf = ({ order, selected }: WizardState): StepId => order[0] ?? selected;

const beginRun = (state: WizardState, { causes, at }: { readonly causes: readonly CauseId[]; readonly at: Date }) => ({
  ...state,
  run: { causes, startedAt: at },
  problem: undefined,
  steps: state.steps.map((step) => (causes.includes(step.id) ? beginStep(step) : step)),
});

/** What a stopped run left half measured is measured anew; what was complete stands until it is complete again. */
const beginStep = (step: WizardStep): WizardStep => ({
  ...step,
  isRunning: true,
  findings: step.report === undefined ? [] : step.findings,
});

const change = (state: WizardState, id: CauseId, edit: (step: WizardStep) => WizardStep): WizardState => ({
  ...state,
  steps: state.steps.map((step) => (step.id === id ? edit(step) : step)),
});

const takeEvent = (state: WizardState, event: DiagnosisEvent, at: Date): WizardState => {
  switch (event.kind) {
    case 'check-started':
      return state;
    case 'finding':
      // Measured again: the old findings stand until the new ones are complete.
      return change(state, event.cause, (step) =>
        step.report === undefined ? { ...step, findings: [...step.findings, event.finding] } : step,
      );
    case 'cause-finished': {
      const { report } = event;
      return change(state, report.id, (step) => ({
        ...step,
        isRunning: false,
        findings: report.findings,
        report,
        measuredAt: at,
      }));
    }
    case 'verdict':
      return conclude(state, event, at);
  }
};

/** A run of some causes renews the conclusion over all of them. */
const conclude = (state: WizardState, event: DiagnosisEvent & { readonly kind: 'verdict' }, at: Date): WizardState => {
  const reports = state.steps.flatMap(({ report }) => (report === undefined ? [] : [report]));
  const queue = event.queue ?? state.conclusion?.queue;
  // A forecast is of the queue that it was made with.
  const forecast = event.queue === undefined ? state.conclusion?.forecast : event.forecast;
  const failures = queue?.failures ?? [];
  const startedAt = state.run?.startedAt ?? at;
  const verdict = concludeVerdict(reports, queue?.counts, {
    failures,
    forecast,
    refusesChanges: event.refusesChanges,
  });
  const outlook = concludeOutlook(reports, failures, forecast);
  const conclusion = {
    verdict,
    at,
    queue,
    forecast,
    outlook,
    durationMs: at.getTime() - startedAt.getTime(),
  };
  const concluded = reorder({ ...state, conclusion });
  return state.isChosen || state.opening !== undefined ? concluded : select(concluded, firstOf(concluded));
};

const endRun = (state: WizardState, problem: string | undefined): WizardState => ({
  ...state,
  run: undefined,
  problem,
  steps: state.steps.map((step) => ({ ...step, isRunning: false })),
});

/** The next step in the list that has something wrong; after the last of them the outlook, and then from the top. */
export const nextUnsolved = (state: WizardState): StepId => {
  const unsolved = listedSteps(state)
    .filter(({ report }) => report?.status === 'fail' || report?.status === 'warn')
    .map(({ id }): StepId => id);
  const ids = stepIds(state);
  const at = state.selected === 'outlook' ? -1 : ids.indexOf(state.selected);
  return [...unsolved, 'outlook' as const].find((id) => ids.indexOf(id) > at) ?? 'outlook';
};

/** The cause to mend next, because mails still fail or wait for it; the last step when there is none. */
export const nextInTheWay = (state: WizardState): StepId =>
  listedSteps(state).find(({ report }) => report !== undefined && standsInTheWay(report))?.id ?? 'outlook';
