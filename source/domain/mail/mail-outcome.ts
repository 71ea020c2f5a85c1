import type { FailureClass } from '../replies/classes/index.ts';

/** What was just seen to become of a mail. */
export interface MailOutcome {
  readonly id: number;
  readonly at: Date;
  readonly became: MailFate;
  /** To whom it went and what it is about, where it could still be read: a sent notification deletes itself. */
  readonly about?: { readonly to: string; readonly subject: string };
}

/** `gone`: it waits no more, and nothing tells whether it was sent. */
export type MailFate = { readonly kind: 'sent' | 'gone' } | { readonly kind: 'failed'; readonly class: FailureClass };
