import type { PrecautionId } from '../../../domain/finding/precaution-id.ts';
import type { PrecautionReport } from '../../../domain/finding/precaution-report.ts';
import type { WizardSource } from '../wizard/source.ts';

/** A precaution before anything was measured. */
export interface PrecautionTitle {
  readonly id: PrecautionId;
  readonly title: string;
  readonly question: string;
}

/** All that the prevention screen sees of the world; remedies are planned and applied as in the wizard. */
export interface PreventionSource
  extends Pick<WizardSource, 'changesOff' | 'inputs' | 'plan' | 'apply' | 'newestChange' | 'undo' | 'watchRecord'> {
  /** All precautions, in the order in which they are shown. */
  readonly precautions: readonly PrecautionTitle[];
  /** Examines these precautions, or all; tells of each as soon as it is known. Logs in nowhere. */
  examine(options: {
    readonly signal: AbortSignal;
    readonly only?: readonly PrecautionId[];
  }): AsyncIterable<PrecautionReport>;
}
