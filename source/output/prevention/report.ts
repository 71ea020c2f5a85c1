import type { PrecautionReport } from '../../domain/finding/precaution-report.ts';
import type { PersonalNames } from '../../domain/wording/personal-names.ts';
import type { TargetDocument } from '../target-document.ts';

/** What `prevent` prints of one database, in whatever format. */
export interface PreventionReport {
  readonly target: TargetDocument;
  /** In the order in which they are shown. */
  readonly precautions: readonly PrecautionReport[];
  /** Persons whose names may stand in it. */
  readonly names?: PersonalNames;
  /** The flags with which a command points here again. */
  readonly flags: readonly string[];
  /** Milliseconds. */
  readonly durationMs: number;
}
