import type { Owner } from '../finding/owner.ts';
import type { FailedNotification } from './failed-notification.ts';

/** Why a recipient is marked as not reached, as far as Odoo's failure type tells. */
export type EnvelopeKind = 'bounced' | 'no-address' | 'no-sender' | 'not-handed-over' | 'left-out' | 'not-told';

/** Each kind with who can do something about it, and its words: `12 bounced`. */
export const envelopeKinds: Readonly<Record<EnvelopeKind, { readonly owner: Owner; readonly words: string }>> = {
  bounced: { owner: 'recipient', words: 'bounced' },
  'no-address': { owner: 'odoo', words: 'had no usable address' },
  'no-sender': { owner: 'odoo', words: 'had no usable sender' },
  'not-handed-over': { owner: 'odoo', words: 'could not be handed to the mail server' },
  'left-out': { owner: 'recipient', words: 'left out on purpose: blacklisted, unsubscribed or named twice' },
  'not-told': { owner: 'odoo', words: 'failed for a reason that Odoo did not keep' },
};

/** mail/models/mail_notification.py: capital letters in 14; `mail_from_*` since 17, the last four since 19. */
const kindByType: Readonly<Record<string, EnvelopeKind>> = {
  bounce: 'bounced',
  mail_bounce: 'bounced',
  recipient: 'no-address',
  mail_email_missing: 'no-address',
  mail_email_invalid: 'no-address',
  mail_from_missing: 'no-sender',
  mail_from_invalid: 'no-sender',
  smtp: 'not-handed-over',
  mail_smtp: 'not-handed-over',
  mail_spam: 'not-handed-over',
  mail_bl: 'left-out',
  mail_optout: 'left-out',
  mail_dup: 'left-out',
};

export const kindOfEnvelope = ({
  status,
  failureType,
}: Pick<FailedNotification, 'status' | 'failureType'>): EnvelopeKind =>
  status === 'bounce' ? 'bounced' : (kindByType[failureType?.toLowerCase() ?? ''] ?? 'not-told');

/** What is still there of the documents that messages stand on, by model; undefined: not known. */
export type ExistingDocuments = ReadonlyMap<string, ReadonlySet<number> | undefined>;

/** `gone`: the document was deleted, and nobody sees the envelope there; `unknown`: whether it is there cannot be told. */
export const documentOf = (
  { document }: Pick<FailedNotification, 'document'>,
  existing: ExistingDocuments,
): 'none' | 'there' | 'gone' | 'unknown' => {
  if (document === null) return 'none';
  const ids = existing.get(document.model);
  if (ids === undefined) return 'unknown';
  return ids.has(document.id) ? 'there' : 'gone';
};
