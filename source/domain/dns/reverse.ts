import ipaddr from 'ipaddr.js';

/** An address as reverse DNS and blocklists write it: `4.3.2.1`, or 32 hex digits apart; throws for anything else. */
export const reverseLabels = (address: string): string => {
  const parsed = ipaddr.process(address);
  const parts =
    parsed instanceof ipaddr.IPv4
      ? parsed.octets.map(String)
      : [...parsed.parts.map((part) => part.toString(16).padStart(4, '0')).join('')];
  return parts.reverse().join('.');
};

/** The name whose PTR record names an address (RFC 1035 §3.5, RFC 3596 §2.5). */
export const reverseName = (address: string): string => {
  const zone = ipaddr.process(address) instanceof ipaddr.IPv4 ? 'in-addr.arpa' : 'ip6.arpa';
  return `${reverseLabels(address)}.${zone}`;
};

const providerWords =
  /(?:^|[.-])(?:dyn|dynamic|dhcp|pool|ppp|dsl|adsl|dialup|dip|cable|client|customer|broadband|static|unassigned|vps\d*)(?:[.-]|$)/;

/** Whether a reverse name looks like one an access provider gave out, which receivers distrust in a mail server. */
export const looksGeneric = (name: string, address: string): boolean => {
  const digits = ipaddr
    .process(address)
    .toString()
    .split(/[.:]/)
    .filter((part) => part !== '');
  const inName = digits.filter((part) => new RegExp(`(?:^|[^0-9a-f])0*${part}(?:[^0-9a-f]|$)`).test(name));
  return providerWords.test(name) || inName.length >= 3;
};
