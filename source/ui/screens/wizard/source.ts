import type { DiagnosisEvent } from '../../../diagnosis/diagnosis-events.ts';
import type { ByHand, Plan } from '../../../domain/change/plan.ts';
import type { RemedyAnswers, RemedyInput, RemedyOffer } from '../../../domain/change/remedy.ts';
import type { UndoOffer } from '../../../domain/change/undo-preview.ts';
import type { CauseId } from '../../../domain/finding/cause-id.ts';
import type { CauseReport, Verdict } from '../../../domain/finding/verdict.ts';
import type { Told, ToldLine } from '../../../output/tell/told.ts';
import type { QueueStanding } from '../../../queue/queue-report.ts';

/** A step of the wizard before anything was measured. */
export interface CauseTitle {
  readonly id: CauseId;
  readonly title: string;
  readonly question: string;
}

/** What the whole run found, to be written to a file. */
export interface WizardReport {
  readonly verdict: Verdict;
  readonly reports: readonly CauseReport[];
  readonly queue: Omit<QueueStanding, 'mails'> | undefined;
  readonly durationMs: number;
}

/** How far a published record is visible. */
export interface RecordSighting {
  readonly isVisible: boolean;
  /** A line for each resolver: what it answers now. */
  readonly lines: readonly ToldLine[];
}

export type RecordToPublish = NonNullable<ByHand['record']>;

interface Cancellable {
  readonly signal: AbortSignal;
}

interface Telling extends Cancellable {
  /** Where it stands, in words. */
  readonly tell: (words: string) => void;
}

/** All that the wizard sees of the world. What rejects does so with a UserError or ProbeError that a person can read. */
export interface WizardSource {
  /** All steps, in the order of the causes. */
  readonly causes: readonly CauseTitle[];
  /** Why nothing can be changed here; undefined when it can. */
  readonly changesOff: string | undefined;
  /**
   * Measures these causes, or all. A secret that was refused is sent again only with `retrySecret`: a person asked for
   * exactly that. `isUnasked`: nobody asked, so that a login that was answered lately is not repeated.
   */
  diagnose(
    options: Cancellable & {
      readonly causes?: readonly CauseId[];
      readonly retrySecret?: boolean;
      readonly isUnasked?: boolean;
    },
  ): AsyncIterable<DiagnosisEvent>;
  /** What a remedy must be told, with suggestions. */
  inputs(offer: RemedyOffer, options: Cancellable): Promise<readonly RemedyInput[]>;
  /** The exact change, after what it needs was tried live. Changes nothing. */
  plan(offer: RemedyOffer, answers: RemedyAnswers, options: Cancellable): Promise<Plan>;
  /** Does what the plan says; never rejects for what the world or a person can mend. */
  apply(plan: Plan, options: Telling): Promise<Told>;
  /** What an undo would take back now. */
  newestChange(options: Cancellable): Promise<UndoOffer>;
  undo(entry: string, options: Telling): Promise<Told>;
  /** Asks again and again until the record is seen everywhere or the signal aborts; tells after every round. */
  watchRecord(
    record: RecordToPublish,
    options: Cancellable & { readonly tell: (sighting: RecordSighting) => void },
  ): Promise<void>;
  /** Writes the report with shortened addresses to a file and returns its path. */
  export(report: WizardReport): Promise<string>;
}
