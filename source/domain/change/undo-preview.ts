import type { JournalEntry } from './journal-entry.ts';
import type { PlannedValue } from './plan.ts';

/** A column that would be written back: what stands there now, and what stood there before the change. Secrets as such. */
export interface RestoredValue {
  readonly row: string;
  readonly column: string;
  readonly now: PlannedValue;
  readonly before: PlannedValue;
}

/** What becomes of the rows that a change touched in one table and one way. */
export interface RestoredRows {
  readonly table: string;
  readonly what: 'updated' | 'inserted' | 'deleted';
  /** Rows that come back to what they were: changed back, removed, put back. */
  readonly back: number;
  /** The values of the first few of them, where they are changed back. */
  readonly values: readonly RestoredValue[];
}

/** What taking a change back would do now. */
export interface UndoPreview {
  readonly entry: JournalEntry;
  readonly rows: readonly RestoredRows[];
  /** What somebody changed since and is left, a sentence each; mails that others went on with are counted instead. */
  readonly left: readonly string[];
  /** Of the mails whose state was written: how many there are, and how many of them have another by now. */
  readonly mails: { readonly of: number; readonly gone: number };
  /** Whether anything of it would come back. */
  readonly isWorthwhile: boolean;
}

/** Changes that left nothing to take back, newest first, and the newest one that did. */
export interface UndoOffer {
  readonly passed: readonly UndoPreview[];
  readonly preview: UndoPreview | undefined;
}
