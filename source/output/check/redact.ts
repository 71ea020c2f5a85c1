/** `a…@acme.com`: enough to recognise one's own address, too little to write to it. */
const shorten = (_address: string, local: string, domain: string): string => `${[...local][0] ?? ''}…@${domain}`;

/** The local part of every mail address shortened, as `--redact` promises. */
export const redactAddresses = (text: string): string =>
  text.replaceAll(/([\p{L}\p{N}._%+'&/=?^{}~!#$*|-]{2,})@([\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*)/gu, shorten);
