import type { JournalState } from '../../domain/change/journal-entry.ts';

/** A file in private/<entry>: the journal knows its name and what was in it, never its text. */
export interface KeptFile {
  readonly name: string;
  readonly sha256: string;
}

/** Which database a change belongs to. The number is the server's; null where the role may not see it. */
export interface DatabaseIdentity {
  readonly name: string;
  readonly host: string;
  readonly cluster: string | null;
  readonly oid: number;
}

interface Of<Name extends string> {
  readonly event: Name;
  readonly entry: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

export interface Begun extends Of<'begun'> {
  readonly database: DatabaseIdentity;
  readonly action: string;
  readonly subject: string | null;
  readonly title: string;
  readonly irreversible: readonly string[];
  readonly locksQueue: boolean;
  readonly signalsCache: boolean;
  /** How many of them there are to come. */
  readonly transactions: number;
  readonly outside: number;
}

/** Written before the commit: what the transaction will have done, and its number, by which the server knows it. */
export interface TransactionReady extends Of<'transaction-ready'> {
  readonly number: number;
  /** How many of the plan's transactions it is, where it is more than one: this one and those that follow. */
  readonly parts?: number;
  readonly xid: string;
  readonly file: KeptFile;
  readonly changed: readonly TableCount[];
  readonly left: readonly string[];
}

export interface TableCount {
  readonly table: string;
  readonly what: 'updated' | 'inserted' | 'deleted';
  readonly count: number;
}

export interface TransactionEnded extends Of<'transaction-ended'> {
  readonly number: number;
  readonly outcome: 'committed' | 'rolled-back';
}

/** Written before a step outside the database. */
export interface OutsideReady extends Of<'outside-ready'> {
  readonly number: number;
  readonly words: string;
  /** What undo needs to know of it. */
  readonly undo: OutsideUndo;
}

export type OutsideUndo =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly backup: KeptFile;
      readonly edits: KeptFile;
      readonly sha256: string;
    }
  /** A file that was not there before, with the sum of what was written into it. */
  | { readonly kind: 'created-file'; readonly path: string; readonly sha256: string }
  | { readonly kind: 'command'; readonly argv: readonly string[] | null };

export interface OutsideEnded extends Of<'outside-ended'> {
  readonly number: number;
  /** Null when it was done. */
  readonly left: string | null;
}

export interface Ended extends Of<'ended'> {
  readonly state: Extract<JournalState, 'applied' | 'in-part' | 'not-applied'>;
  readonly left: readonly string[];
}

export type UndoBegun = Of<'undo-begun'>;

/** It could not even take the first step: all is as before the undo. */
export type UndoGivenUp = Of<'undo-given-up'>;

export interface UndoEnded extends Of<'undo-ended'> {
  readonly state: Extract<JournalState, 'undone' | 'undone-in-part'>;
  readonly left: readonly string[];
}

/** It was seen to be 30 days old by the clock of that moment, which may be wrong. */
export type Aged = Of<'aged'>;

/** private/<entry> was removed because of its age. */
export type Forgotten = Of<'forgotten'>;

export type JournalEvent =
  | Begun
  | TransactionReady
  | TransactionEnded
  | OutsideReady
  | OutsideEnded
  | Ended
  | UndoBegun
  | UndoGivenUp
  | UndoEnded
  | Aged
  | Forgotten;

/** An event before it is written: the journal adds the time. */
export type NewJournalEvent = JournalEvent extends infer Event
  ? Event extends JournalEvent
    ? Omit<Event, 'at'>
    : never
  : never;
