import type { CauseReport, Verdict } from '../../domain/finding/verdict.ts';
import type { PersonalNames } from '../../domain/wording/personal-names.ts';
import type { QueueStanding } from '../../queue/queue-report.ts';
import type { PreventionReport } from '../prevention/report.ts';
import type { TargetDocument } from '../target-document.ts';

/** What `check` prints of one database, in whatever format. */
export interface CheckReport {
  readonly target: TargetDocument;
  readonly verdict: Verdict;
  /** Undefined where the queue could not be counted. */
  readonly queue: Omit<QueueStanding, 'mails'> | undefined;
  readonly causes: readonly CauseReport[];
  /** Persons whose names may stand in it. */
  readonly names?: PersonalNames;
  /** What is better in order before mail stops, where it was examined as well. */
  readonly prevention?: Pick<PreventionReport, 'precautions' | 'flags'>;
  /** Milliseconds. */
  readonly durationMs: number;
}

/** A database that was examined, or why it could not be. */
export type CheckAnswer =
  | { readonly report: CheckReport }
  | {
      readonly database: string;
      readonly failure: { readonly message: string; readonly tryThis: string | undefined };
    };
