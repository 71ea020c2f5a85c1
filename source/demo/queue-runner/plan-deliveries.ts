import type { Client } from 'pg';
import type { Dialect } from './dialect.ts';
import { type HeaderMailbox, parseMailboxes } from './header-address.ts';
import { type QueuedMail, type RecipientPartner, readPartners } from './runner-mail.ts';

/** One SMTP message: to the addresses in email_to, or to one partner. */
export interface Delivery {
  readonly to: readonly HeaderMailbox[];
  readonly cc: readonly HeaderMailbox[];
  readonly partner: RecipientPartner | undefined;
  /** The failure type of this message when none of its addresses is usable. */
  readonly addressFailure: 'missing' | 'invalid';
}

/**
 * The messages that a mail becomes: `_prepare_outgoing_list` of addons/mail/models/mail_mail.py. email_to is one message
 * to all of its addresses, each partner gets one of their own, those in copy (20) too.
 */
export const planDeliveries = async (
  client: Client,
  dialect: Dialect,
  mail: QueuedMail,
): Promise<readonly Delivery[]> => {
  const partners = await readPartners(client, dialect, mail.id);
  const cc = parseMailboxes(mail.email_cc);
  const filled = mail.email_to !== null && mail.email_to.trim() !== '';
  const alone = dialect.copiesGoOnce && !filled && (mail.email_cc ?? '') !== '';
  const copies = dialect.copiesGoOnce ? [] : cc;
  return [
    ...(filled || alone
      ? [{ to: parseMailboxes(mail.email_to), cc, partner: undefined, addressFailure: 'missing' as const }]
      : []),
    ...partners.map((partner) => toDelivery(partner, copies)),
  ];
};

/** A partner in To without a usable address still stands there with a name; in Cc nobody does, so that To is empty. */
const toDelivery = (partner: RecipientPartner, copies: readonly HeaderMailbox[]): Delivery => {
  const own = parseMailboxes(partner.email).map(({ address }) => ({ name: partner.name ?? '', address }));
  return partner.in_copy
    ? { to: [], cc: own, partner, addressFailure: 'missing' }
    : { to: own, cc: copies, partner, addressFailure: 'invalid' };
};
