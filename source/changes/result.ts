import type { JournalEntry } from '../domain/change/journal-entry.ts';
import type { ByHand } from '../domain/change/plan.ts';

/** A planned row that was left because it was no longer as planned, or because its companion was not. */
export interface SkippedRow {
  readonly table: string;
  /** Null in a table of pairs. */
  readonly id: number | null;
  readonly columns: readonly string[];
}

/** `by-hand`: nothing of it can be done for a person. `no-connection` and `queue-running` may succeed later; the others need a person. */
export type NotDoneReason = 'refused' | 'by-hand' | 'stale' | 'queue-running' | 'no-connection' | 'stopped' | 'failed';

/** Nothing was changed, and why. */
export interface NotDone {
  readonly kind: 'not-done';
  readonly why: NotDoneReason;
  readonly message: string;
  readonly tryThis: string | undefined;
}

export type ApplyResult =
  | {
      readonly kind: 'applied' | 'in-part';
      readonly entry: JournalEntry;
      /** Rows that were written, in all transactions. */
      readonly rows: number;
      readonly skipped: readonly SkippedRow[];
      /** What cut it short, if something did; what was left stands in the entry. */
      readonly why: NotDone | undefined;
      readonly byHand: readonly ByHand[];
    }
  | NotDone;

export type UndoResult =
  | {
      readonly kind: 'undone' | 'undone-in-part';
      readonly entry: JournalEntry;
      /** What cut it short, if something did. */
      readonly why: NotDone | undefined;
    }
  | NotDone;

export const notDone = (why: NotDoneReason, message: string, tryThis?: string): NotDone => ({
  kind: 'not-done',
  why,
  message,
  tryThis,
});
