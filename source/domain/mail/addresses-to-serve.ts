import { type MailRecipient, wasServed } from './mail-recipient.ts';

interface AddressedMail {
  readonly to: string | null;
  readonly cc: string | null;
}

/** What Odoo finds in a text (`extract_rfc2822_addresses`, odoo/addons/base/models/ir_mail_server.py). */
const addresses = /[^" ,;<@]+@[^>" ,;]+/g;

/** Who has yet to get a mail: the addresses written on it, then those of its partners. */
export const addressesToServe = (
  mail: AddressedMail | undefined,
  recipients: readonly MailRecipient[],
): readonly string[] => {
  const partners = recipients.flatMap((recipient) =>
    recipient.addressed && !wasServed(recipient) && recipient.normalizedAddress ? [recipient.normalizedAddress] : [],
  );
  const plain = `${mail?.to ?? ''},${mail?.cc ?? ''}`.match(addresses) ?? [];
  return [...new Set([...plain, ...partners])];
};
