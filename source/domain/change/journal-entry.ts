/** Where a change stands. `open`: the process ended before it could say; the database is asked. */
export type JournalState = 'open' | 'applied' | 'in-part' | 'not-applied' | 'undone' | 'undone-in-part';

/** One change as the journal tells it: no secret, only names of what lies in private/. Times are UTC. */
export interface JournalEntry {
  /** Sorts by time: `20261124T120431-k3f9`. */
  readonly id: string;
  readonly at: Date;
  readonly database: string;
  readonly host: string;
  readonly action: string;
  readonly subject: string | null;
  readonly title: string;
  readonly state: JournalState;
  /** `2 rows of ir_cron`, a phrase each. */
  readonly changed: readonly string[];
  /** What was left as it is, and why, a sentence each. */
  readonly left: readonly string[];
  readonly irreversible: readonly string[];
  /** Whether undo has something to do. */
  readonly canBeTakenBack: boolean;
  /** It changed a file that Odoo reads only when it starts; so does taking it back. */
  readonly needsRestart: boolean;
}
