import type { Dialect } from './dialect.ts';
import { formatHeaderMailbox, parseMailbox } from './header-address.ts';
import type { DomainAddresses } from './runner-settings.ts';
import { passesFilter } from './server-choice.ts';

/** As whom a mail leaves. */
export interface SenderAddresses {
  readonly headerFrom: string;
  readonly envelopeFrom: string;
}

export interface EnvelopeRequest {
  readonly mailId: number;
  /** The document that the mail is about: 13 and 14 write it into the bounce address. */
  readonly document: { readonly model: string; readonly id: number } | undefined;
  readonly author: string;
  /** The From that the server was chosen for. */
  readonly chosenFrom: string;
  readonly filter: string;
  readonly addresses: DomainAddresses;
  readonly staticBounce: boolean;
}

/** `_prepare_email_message` and its forebears: who stands in From, and who in MAIL FROM. */
export const addressMail = (request: EnvelopeRequest, dialect: Dialect): SenderAddresses =>
  dialect.hasFromFilter ? addressByFilter(request) : addressWithVerp(request);

/** 14 never touches From; bounces come back to an address that names the mail. */
const addressWithVerp = ({ mailId, document, author, addresses, staticBounce }: EnvelopeRequest): SenderAddresses => {
  if (addresses.bounce === undefined) return { headerFrom: author, envelopeFrom: plainAddress(author) };
  if (staticBounce) return { headerFrom: author, envelopeFrom: addresses.bounce };
  const [alias = '', domain = ''] = addresses.bounce.split('@');
  const tail = document === undefined ? '' : `-${document.model}-${document.id}`;
  return { headerFrom: author, envelopeFrom: `${alias}+${mailId}${tail}@${domain}` };
};

const addressByFilter = ({ author, chosenFrom, filter, addresses }: EnvelopeRequest): SenderAddresses => {
  const notifications = parseMailbox(addresses.notifications)?.address;
  const spoofed =
    notifications !== undefined && plainAddress(chosenFrom) === notifications && plainAddress(author) !== notifications;
  const headerFrom = spoofed ? encapsulate(author, notifications) : chosenFrom;
  const bounce = addresses.bounce ?? author;
  // Bounces are worth more than a matching envelope, as long as the server may send as that address.
  return { headerFrom, envelopeFrom: plainAddress(passesFilter(bounce, filter) ? bounce : headerFrom) };
};

/** The author's name, or what stands before the @, in front of the address that may be used. */
const encapsulate = (author: string, address: string): string => {
  const mailbox = parseMailbox(author);
  const name = mailbox === undefined || mailbox.name === '' ? (mailbox?.address.split('@')[0] ?? '') : mailbox.name;
  return formatHeaderMailbox({ name, address });
};

const plainAddress = (text: string): string => parseMailbox(text)?.address ?? text;
