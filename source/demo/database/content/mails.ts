import type { StoredFailure } from './failures.ts';
import type { MailKind } from './mail-kinds.ts';
import type { Partner } from './people.ts';

/** A mail to be written into the database, in no version's terms yet. */
export interface Mail {
  readonly at: Date;
  readonly kind: MailKind;
  /** Number of the document it is about. */
  readonly document: number;
  readonly author: Partner;
  /** The partners it goes to. A mail that is no notification goes to the first one's plain address. */
  readonly to: readonly [Partner, ...Partner[]];
  readonly outcome: Outcome;
}

export type Outcome =
  | { readonly state: 'sent' }
  | { readonly state: 'outgoing' }
  | { readonly state: 'exception'; readonly failure: StoredFailure };
