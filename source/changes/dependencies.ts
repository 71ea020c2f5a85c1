import type { SharedUuid } from '../domain/database/cluster-database.ts';
import type { CommandRunner } from '../services/host/run-command.ts';
import type { Odoo } from '../services/odoo/odoo.ts';
import type { Writer } from '../services/postgres/writer.ts';
import type { Journal } from './journal/journal.ts';

/** What a change touches the world through. */
export interface ChangeDependencies {
  readonly odoo: Odoo;
  /** The server, as the journal names it: `db.internal:5432`. */
  readonly host: string;
  /** A connection of its own to a database of the same server; whoever asks for it closes it. */
  readonly openWriter: (database: string, options: { readonly signal?: AbortSignal }) => Promise<Writer>;
  /** Which other databases carry the same uuid: a copy must not be woken. */
  readonly readTwins: (options: { readonly signal?: AbortSignal }) => Promise<SharedUuid>;
  readonly runCommand: CommandRunner;
  readonly journal: Journal;
  /** `--read-only`. */
  readonly readOnly: boolean;
}

export interface ChangeOptions {
  readonly signal?: AbortSignal;
  /** How long to wait for a run of the queue to end. */
  readonly deadlineMs: number;
  /** The caller holds the queue's lock on another connection (holdQueue): it is not taken again. */
  readonly holdsQueue?: boolean;
  readonly onProgress?: (progress: ChangeProgress) => void;
  /** Awaited once the entry is begun and before anything is written; when it rejects nothing is. */
  readonly beforeTransactions?: (entry: string) => Promise<void>;
  /**
   * Reads a clock that is never set back, ms; performance.now() unless told otherwise. How long transactions held their
   * locks by it decides how many of them become one.
   */
  readonly readClock?: () => number;
}

/** Where an apply or undo stands. Told before what it names happens, but for `committed`. */
export type ChangeProgress =
  | { readonly kind: 'begun'; readonly entry: string }
  /** Odoo is sending: we wait for that run to end. */
  | { readonly kind: 'waiting-for-queue' }
  /** The rows are written and the journal knows; the commit is next. */
  | { readonly kind: 'committing'; readonly transaction: number }
  | { readonly kind: 'committed'; readonly transaction: number; readonly of: number; readonly rows: number }
  | { readonly kind: 'outside'; readonly words: string }
  | { readonly kind: 'ending' };
