import type { Mail } from './mail.ts';

/** A partner to whom a mail goes or went, with what Odoo wrote down about the delivery. */
export interface MailRecipient {
  readonly mailId: number;
  /** Null where 19 notified a bare address. */
  readonly partnerId: number | null;
  readonly name: string | null;
  readonly address: string | null;
  /** Odoo's own reading of the address; empty where it found none in it. */
  readonly normalizedAddress: string | null;
  readonly archived: boolean;
  /** False: no longer on the mail, only its notification tells of it (a retry took out who had been served). */
  readonly addressed: boolean;
  readonly notification: RecipientNotification | null;
}

export interface RecipientNotification {
  /** `ready`, `sent`, `bounce`, `exception`, `canceled`, 17+ also `process`, `pending`. */
  readonly status: string | null;
  readonly failureType: string | null;
  readonly failureReason: string | null;
  /** The mail it belongs to: this one, another of the same message, or null when that deleted itself. */
  readonly mailId: number | null;
}

/** Whether the recipient has this message already: sending again would give them a second copy. */
export const wasServed = (recipient: MailRecipient): boolean => recipient.notification?.status === 'sent';

/** A mail with everybody it goes to, as `Rosa Schneider <rosa@example.com>`; undefined where the role may not read that. */
export interface AddressedMail extends Mail {
  readonly recipients: readonly string[] | undefined;
}

/** Everybody a mail goes to: the addresses in its text, then its partners. */
export const nameRecipients = (
  { id, to, cc }: Pick<Mail, 'id' | 'to' | 'cc'>,
  recipients: readonly MailRecipient[],
): readonly string[] => [
  ...[to, cc].filter((text) => text !== null && text.trim() !== '').map((text) => text ?? ''),
  ...recipients.filter(({ mailId, addressed }) => mailId === id && addressed).map(nameRecipient),
];

const nameRecipient = ({ partnerId, name, address }: MailRecipient): string => {
  const known = name?.trim() ?? '';
  const reached = address?.trim() ?? '';
  if (reached === '') return known === '' ? `contact ${partnerId}, no address` : `${known}, no address`;
  return known === '' || known === reached ? reached : `${known} <${reached}>`;
};

/** The first of them and how many more, for a line. */
export const shortenRecipients = (recipients: readonly string[]): string => {
  const [first = '(nobody)', ...others] = recipients;
  return others.length === 0 ? first : `${first} +${others.length}`;
};
