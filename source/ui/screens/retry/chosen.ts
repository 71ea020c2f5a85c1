/** What an action is about, and how it was chosen. */
export interface Chosen {
  readonly ids: readonly number[];
  /** By marks, which may be anywhere; otherwise by the cursor. */
  readonly isMarked: boolean;
  /** Those that the list does not hold. */
  readonly hidden: readonly number[];
}
