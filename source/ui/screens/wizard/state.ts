import type { Outlook } from '../../../diagnosis/outlook.ts';
import type { RetryForecast } from '../../../domain/change/retry-forecast.ts';
import type { CauseId } from '../../../domain/finding/cause-id.ts';
import type { SymptomId } from '../../../domain/finding/causes.ts';
import type { Finding } from '../../../domain/finding/finding.ts';
import type { Status } from '../../../domain/finding/status.ts';
import type { CauseReport, Verdict } from '../../../domain/finding/verdict.ts';
import type { QueueStanding } from '../../../queue/queue-report.ts';
import type { WizardDialog } from './dialog/state.ts';
import type { CauseTitle } from './source.ts';

/** A cause, or the last step: which mails can go out now. */
export type StepId = CauseId | 'outlook';

/** One step as far as it was measured. */
export interface WizardStep extends CauseTitle {
  readonly isRunning: boolean;
  /** Of the newest measurement, also while it is under way. */
  readonly findings: readonly Finding[];
  readonly report: CauseReport | undefined;
  readonly measuredAt: Date | undefined;
}

/** The measurement that is under way. */
export interface DiagnosisRun {
  readonly causes: readonly CauseId[];
  readonly startedAt: Date;
}

/** What is known of the whole, once a run came to its end. */
export interface WizardConclusion {
  readonly verdict: Verdict;
  readonly at: Date;
  readonly queue: QueueStanding | undefined;
  readonly forecast: RetryForecast | undefined;
  readonly outlook: Outlook;
  readonly durationMs: number;
}

/** What came of the last change, until the next one. */
export interface Notice {
  readonly status: Status;
  readonly sentence: string;
}

export interface WizardState {
  readonly steps: readonly WizardStep[];
  readonly order: readonly CauseId[];
  /** "What do you see?" while it is asked: the line with the cursor. */
  readonly opening: number | undefined;
  readonly symptom: SymptomId | undefined;
  readonly run: DiagnosisRun | undefined;
  readonly conclusion: WizardConclusion | undefined;
  /** Why the last run ended without a conclusion. */
  readonly problem: string | undefined;
  readonly selected: StepId;
  /** Whether a person chose the step, so that a ranking does not take it away. */
  readonly isChosen: boolean;
  /** Where j and k move; in a narrow window also what is seen. */
  readonly pane: 'causes' | 'step';
  /** Keys of findings and evidence that are unfolded or, where they are open by themselves, folded. */
  readonly toggled: ReadonlySet<string>;
  /** What the cursor stands on in the step, and the first line in sight. */
  readonly cursor: string | undefined;
  readonly first: number;
  readonly size: { readonly columns: number; readonly rows: number };
  readonly notice: Notice | undefined;
  readonly dialog: WizardDialog | undefined;
}

export const createWizardState = (causes: readonly CauseTitle[]): WizardState => ({
  steps: causes.map((cause) => ({
    ...cause,
    isRunning: false,
    findings: [],
    report: undefined,
    measuredAt: undefined,
  })),
  order: causes.map(({ id }) => id),
  opening: 0,
  symptom: undefined,
  run: undefined,
  conclusion: undefined,
  problem: undefined,
  selected: causes[0]?.id ?? 'outlook',
  isChosen: false,
  pane: 'causes',
  toggled: new Set(),
  cursor: undefined,
  first: 0,
  size: { columns: 80, rows: 20 },
  notice: undefined,
  dialog: undefined,
});

/** The steps in the order of the list; the last one follows. */
export const listedSteps = ({ steps, order }: WizardState): readonly WizardStep[] =>
  order.flatMap((id) => steps.filter((step) => step.id === id));

export const selectedStep = ({ steps, selected }: WizardState): WizardStep | undefined =>
  steps.find(({ id }) => id === selected);

/** What stands for a step in the list: unknown to us until it was measured. */
export const statusOfStep = ({ report, findings, isRunning }: WizardStep): Status | 'waiting' | 'running' => {
  if (isRunning && report === undefined && !findings.some(({ status }) => status === 'fail')) return 'running';
  if (report !== undefined) return report.status;
  return findings.some(({ status }) => status === 'fail') ? 'fail' : 'waiting';
};
