import { type EnvelopeKind, envelopeKinds, kindOfEnvelope } from './red-envelope.ts';

/** What became of a mail whose row is gone. */
export type VanishedMail =
  | { readonly kind: 'sent' }
  | { readonly kind: 'failed'; readonly reason: string }
  /** Somebody deleted it, before or after it was sent. */
  | { readonly kind: 'gone' };

/** What a notification says that failed. */
interface FailedNotice {
  readonly status: string;
  readonly failureType: string | null;
  readonly failureReason: string | null;
}

/**
 * Odoo deletes a mail that deletes itself once it was sent, and also where no recipient had a usable address
 * (`_postprocess_sent_message`, addons/mail/models/mail_mail.py): then its notifications say so. Any other failure keeps
 * the row. `deletesItself`: undefined where nobody saw the mail before. `failures`: what its own notifications say.
 */
export const judgeVanished = (deletesItself: boolean | undefined, failures: readonly FailedNotice[]): VanishedMail => {
  if (deletesItself !== true) return { kind: 'gone' };
  const [failure] = failures;
  if (failure === undefined) return { kind: 'sent' };
  return { kind: 'failed', reason: failure.failureReason ?? reasonOf(kindOfEnvelope(failure)) };
};

/** For a missing address, Odoo's own words (NO_VALID_RECIPIENT, addons/base/models/ir_mail_server.py), as 19 keeps them. */
const reasonOf = (kind: EnvelopeKind): string =>
  kind === 'no-address'
    ? 'At least one valid recipient address should be specified for outgoing emails (To/Cc/Bcc)'
    : envelopeKinds[kind].words;

/** The notifications of a message that belong to none of its mails any more. */
export interface NoticesLeft {
  readonly all: number;
  readonly failed: number;
  /** One of those that failed; null where none did. */
  readonly failure: FailedNotice | null;
}

/**
 * The same where only its message is known: that may have had other mails, too. Where all that is left of it failed so did
 * this mail, where none did neither did this one, and otherwise nobody can tell.
 */
export const judgeVanishedOf = (deletesItself: boolean | undefined, left: NoticesLeft | undefined): VanishedMail => {
  const isMixed = left !== undefined && left.failed > 0 && left.failed < left.all;
  const failure = left?.failure ?? null;
  return judgeVanished(isMixed ? undefined : deletesItself, failure === null ? [] : [failure]);
};
