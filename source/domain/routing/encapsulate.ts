import { formatMailbox, readMailboxes } from './mailbox.ts';

/**
 * Another address under the author's name, or under their local part where they have none
 * (`encapsulate_email`, odoo/tools/mail.py, 15 and later).
 */
export const encapsulate = (from: string, address: string): string => {
  const [author] = readMailboxes(from);
  if (author === undefined) return formatMailbox({ name: withoutQuotes(from), address });
  return formatMailbox({ name: author.name === '' ? localPartOf(author.address) : author.name, address });
};

/** The same in 14, which keeps the author's address in the name: `"Ann (ann@example.com)" <odoo@example.org>`. */
export const encapsulateWithAddress = (from: string, other: string): string => {
  const [author = { name: '', address: from }] = readMailboxes(from);
  const name = author.name === '' ? author.address : `${author.name} (${author.address})`;
  return formatMailbox({ name, address: readMailboxes(other)[0]?.address ?? other });
};

const localPartOf = (address: string): string => address.slice(0, address.indexOf('@'));

const withoutQuotes = (text: string): string => text.trim().replace(/^"(?<inner>.*)"$/s, '$<inner>');
