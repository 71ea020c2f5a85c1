/** `a…@acme.com`: enough to recognise one's own address, too little to write to it. */
const shorten = (_address: string, local: string, domain: string): string => `${[...local][0] ?? ''}…@${domain}`;

/** The local part of every mail address shortened, as `--redact` promises. */
export const redactAddresses = (text: string): string =>
  text
    // The address of a database is no mail address, and a command that names it shall work when it is pasted.
    .split(/(\bpostgres(?:ql)?:\/\/\S*)/)
    .map((part, index) => (index % 2 === 0 ? redactPart(part) : part))
    .join('');

const redactPart = (text: string): string =>
  text.replaceAll(/([\p{L}\p{N}._%+'&/=?^{}~!#$*|-]{2,})@([\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*)/gu, shorten);
