import type { Evidence } from '../finding/evidence.ts';
import type { Owner } from '../finding/owner.ts';
import type { Secret } from '../secret.ts';
import type { Risk } from './remedy.ts';

/** The id that the insert of this name gave its row, for statements after it in the same transaction. */
export interface InsertedId {
  readonly insertedBy: string;
}

/** A column's value as PostgreSQL prints it (`value::text`), so that it comes back byte for byte; null is NULL. */
export type PlannedValue = string | null | Secret | InsertedId;

export type PlannedRow = Readonly<Record<string, PlannedValue>>;

export interface RowChange {
  readonly id: number;
  /**
   * As it was when the plan was made: a row that differs by then is stale. All columns of `after` but those that its step calls `unread`, and more where the
   * change is right only as long as those stay as they are.
   */
  readonly before: PlannedRow;
  readonly after: PlannedRow;
  /** Rows of a transaction with the same unit (a mail and its notifications) are left together when one is stale. */
  readonly unit?: number;
}

/** What happens inside a database transaction, a row at most once in each. Undone by its opposite. */
export type DatabaseStep =
  | {
      readonly kind: 'update-rows';
      readonly table: string;
      readonly rows: readonly RowChange[];
      /** Where this column is no longer what was written, undo leaves the row's whole unit: others went on with it. */
      readonly deciding?: string;
      /**
       * Columns of `after` whose former value no `before` holds: it is read from the row in the statement that writes it.
       * For long texts of many rows, where another column (write_date) tells that a row changed.
       */
      readonly unread?: readonly string[];
    }
  | { readonly kind: 'insert-row'; readonly table: string; readonly name: string; readonly values: PlannedRow }
  /** Rows named by all their columns: undo puts them back, ids included. `units`, one a row, as in RowChange. */
  | {
      readonly kind: 'delete-rows';
      readonly table: string;
      readonly rows: readonly PlannedRow[];
      readonly units?: readonly number[];
    };

/** One key of an ini file; undefined where the key is not there. */
export interface FileEdit {
  readonly section: string;
  readonly key: string;
  readonly before: string | Secret | undefined;
  readonly after: string | Secret | undefined;
}

/** What happens outside the database, after the transactions. */
export type OutsideStep =
  /** Backup, atomic rename, mode and owner kept. `sha256` of the file as it was read: another one is stale. */
  | { readonly kind: 'edit-file'; readonly path: string; readonly sha256: string; readonly edits: readonly FileEdit[] }
  /** A file that is not there yet, with its permissions in octal; one that is there by then is stale. */
  | { readonly kind: 'create-file'; readonly path: string; readonly mode: string; readonly content: string }
  | { readonly kind: 'run-command'; readonly argv: readonly string[]; readonly undo: readonly string[] | null }
  /** `startedAt` is its backend_start as text: a pid may have been given away since. */
  | { readonly kind: 'end-backend'; readonly pid: number; readonly startedAt: string }
  /** Running Odoo workers keep system parameters in memory until told. */
  | { readonly kind: 'signal-cache' }
  /** 15+: a trigger row and a call in database postgres. 14: its next poll finds nextcall. */
  | { readonly kind: 'wake-queue' }
  /** The same for another scheduled action. */
  | { readonly kind: 'wake-action'; readonly cronId: number; readonly name: string };

/** What a person must do because we cannot: publish a record, restart Odoo, ask the hosting firm. */
export interface ByHand {
  readonly owner: Owner;
  readonly words: string;
  /** To be copied: a command, a record, a letter. */
  readonly copy?: string;
  /** A DNS record that can be waited for. */
  readonly record?: { readonly name: string; readonly type: 'TXT' | 'CNAME' | 'MX'; readonly value: string };
}

/**
 * A change as data, frozen when a person read it: applied later it does exactly this or fails as stale.
 * Each transaction commits by itself; most plans have one, large ones many small ones.
 */
export interface Plan {
  /** The remedy or action: `cron.activate`, `retry`, `purge`. */
  readonly action: string;
  readonly subject: string | null;
  readonly title: string;
  readonly risk: Risk;
  /** Whether it waits for the queue cron's row, so that no run is under way while mails or the cron change. */
  readonly locksQueue: boolean;
  /**
   * What to do with rows that are not as they were any more: give up (nothing of that transaction is written and none
   * after it is begun), or leave just those.
   */
  readonly onStaleRows: 'fail' | 'skip';
  /**
   * Whether it calls the queue only for the rows that it changes: where all of them are left, no row is inserted either
   * and nothing is woken.
   */
  readonly callsForRows?: true;
  readonly transactions: readonly (readonly DatabaseStep[])[];
  readonly outside: readonly OutsideStep[];
  readonly byHand: readonly ByHand[];
  /** Sentences a person reads before confirming. */
  readonly warnings: readonly string[];
  /** What undo will not bring back, a sentence each. */
  readonly irreversible: readonly string[];
  /** How many things it acts on, for the tier of confirming. */
  readonly affects: { readonly count: number; readonly noun: string };
  /** What was tried live while planning: the new password's handshake. */
  readonly evidence: readonly Evidence[];
}

/** Whether anything of it can be put back: calling Odoo, or ending a session, leaves nothing to undo. */
export const canBePutBack = ({ transactions, outside }: Pick<Plan, 'transactions' | 'outside'>): boolean =>
  transactions.length > 0 ||
  outside.some(({ kind }) => kind === 'edit-file' || kind === 'create-file') ||
  outside.some((step) => step.kind === 'run-command' && step.undo !== null);
