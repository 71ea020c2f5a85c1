import { readMailboxes } from './mailbox.ts';

const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text);

/** An address as Odoo compares it: lower case, but a local part outside ASCII as it is (`_normalize_email`). */
export const foldAddress = (address: string): string => {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  return (isAscii(local) ? local.toLowerCase() : local) + address.slice(at).toLowerCase();
};

/** The one address in a text, folded; null where there is none or more than one (`email_normalize`, odoo/tools/mail.py). */
export const normalizeAddress = (text: string | null | undefined): string | null => {
  const [mailbox, ...others] = readMailboxes(text ?? '');
  return mailbox === undefined || others.length > 0 ? null : foldAddress(mailbox.address);
};

/** The domain of the one address in a text, lower case; null where there is none (`email_domain_extract`). */
export const normalizeDomainOf = (text: string | null | undefined): string | null => {
  const address = normalizeAddress(text);
  return address === null ? null : address.slice(address.indexOf('@') + 1);
};
