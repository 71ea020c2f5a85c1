import type { FailureClass } from '../replies/classes/index.ts';

/** What was just seen to become of a mail. */
export interface MailOutcome {
  readonly id: number;
  readonly at: Date;
  /** The class of its failure; null where it was sent. */
  readonly failure: FailureClass | null;
  /** To whom it went and what it is about, where it could still be read: a sent notification deletes itself. */
  readonly about?: { readonly to: string; readonly subject: string };
}
