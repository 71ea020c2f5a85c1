import type { StampedTopic } from '../../domain/odoo/record-stamp.ts';
import type { FailureClass } from '../../domain/replies/classes/index.ts';

/** What can have stopped mail. */
export type ChangeKind = StampedTopic | 'configuration' | 'start' | 'own-change';

/** What happened: a change, or how mail fared. */
export type HappeningKind = ChangeKind | 'failure' | 'success' | 'run';

/** Who did it. `program` is this one; `unknown` where Odoo or the system keeps no name. */
export type Actor =
  | { readonly kind: 'user'; readonly id: number | null; readonly name: string | null }
  | { readonly kind: 'program' }
  | { readonly kind: 'unknown' };

/** A value that is known to have been another one before. */
export interface ChangedValue {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface Happening {
  readonly at: Date;
  readonly kind: HappeningKind;
  /** `ir_mail_server,3`; null where it is no record. */
  readonly record: string | null;
  /** What happened, without by whom: `Mail server "Gmail" changed`. */
  readonly words: string;
  /** Null where nobody does it: a failure, a run. */
  readonly by: Actor | null;
  /** Empty where what a value was before is not known here. */
  readonly values: readonly ChangedValue[];
}

/** The failure whose beginning the changes are held against. */
export interface Onset {
  readonly class: FailureClass;
  readonly title: string;
  readonly count: number;
  readonly at: Date;
}

export interface History {
  readonly since: Date;
  readonly onset: Onset | null;
  /** Oldest first. */
  readonly happenings: readonly Happening[];
  /** The newest change before the onset that can bear on it; null where there is none in sight. */
  readonly suspect: Happening | null;
  /** What could not be read, and what Odoo does not keep, a sentence each. */
  readonly unseen: readonly string[];
}
