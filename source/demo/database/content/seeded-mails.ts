import type { MailKind } from './mail-kinds.ts';
import type { DemoPartner } from './people.ts';
import type { SeededFailure } from './seeded-failures.ts';

/** A mail to be written into the database, in no version's terms yet. */
export interface SeededMail {
  readonly at: Date;
  readonly kind: MailKind;
  /** Number of the document it is about. */
  readonly document: number;
  readonly author: DemoPartner;
  /** The partners it goes to. A mail that is no notification goes to the first one's plain address. */
  readonly to: readonly [DemoPartner, ...DemoPartner[]];
  /** Those of them who are in copy, where the version tells them apart (20); elsewhere they are addressed like the others. */
  readonly inCopy?: readonly DemoPartner[];
  readonly outcome: SeededOutcome;
}

export type SeededOutcome =
  | { readonly state: 'sent' }
  | { readonly state: 'outgoing' }
  | { readonly state: 'exception'; readonly failure: SeededFailure };
