import type { PersonalNames } from '../../domain/wording/personal-names.ts';

/** `a…@acme.com`: enough to recognise one's own address, too little to write to it. */
const shorten = (_address: string, local: string, domain: string): string => `${[...local][0] ?? ''}…@${domain}`;

/** A text without names of persons and accounts, as `--redact` promises: addresses, names that were read, home folders. */
export const redactText = (text: string, names?: PersonalNames): string =>
  redactAddresses(redactHomes(names === undefined ? text : names.redact(text)));

/** Every text of a document, wherever it stands; its keys and numbers stay. */
export const redactDocument = <Document extends object>(
  document: Document,
  redact: (text: string) => string,
): Document =>
  JSON.parse(JSON.stringify(document), (_key, value: unknown) => (typeof value === 'string' ? redact(value) : value));

/** The account that a home folder is called after. */
const redactHomes = (text: string): string => text.replaceAll(/(\/(?:home|Users)\/)[^\s/:'"]+/g, '$1…');

/** The local part of every mail address shortened. */
const redactAddresses = (text: string): string =>
  text
    // The address of a database is no mail address, and a command that names it shall work when it is pasted.
    .split(/(\bpostgres(?:ql)?:\/\/\S*)/)
    .map((part, index) => (index % 2 === 0 ? redactPart(part) : part))
    .join('');

const redactPart = (text: string): string =>
  text.replaceAll(/([\p{L}\p{N}._%+'&/=?^{}~!#$*|-]{2,})@([\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*)/gu, shorten);
