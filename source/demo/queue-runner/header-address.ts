/** A mailbox as a header names it. */
export interface HeaderMailbox {
  readonly name: string;
  /** Lower case; what Odoo calls the normalized address. */
  readonly address: string;
}

const addressPattern = /[^\s<>"',;:()[\]]+@[^\s<>"',;:()[\]]+\.[^\s<>"',;:()[\]]+/;

/** The first mailbox of a header or address list, or undefined when none is in it. */
export const parseMailbox = (text: string | null | undefined): HeaderMailbox | undefined => {
  const found = addressPattern.exec(text ?? '');
  if (found === null) return undefined;
  const name = (text ?? '').slice(0, found.index).replace(/[<"]/g, '').trim();
  return { name, address: found[0].toLowerCase() };
};

/** Every mailbox of a comma or semicolon separated list, in order. */
export const parseMailboxes = (text: string | null): readonly HeaderMailbox[] =>
  (text ?? '').split(/[,;\n]/).flatMap((part) => parseMailbox(part) ?? []);

export const lowerCaseDomain = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** `"Ann" <ann@example.com>`, or the bare address when there is no name. */
export const formatHeaderMailbox = ({ name, address }: HeaderMailbox): string =>
  name === '' ? address : `"${name.replace(/(["\\])/g, '\\$1')}" <${address}>`;
