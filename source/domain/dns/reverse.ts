import ipaddr from 'ipaddr.js';
import type { Evidence } from '../finding/evidence.ts';
import type { DnsProblem } from './dns-problem.ts';

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

const providerWords: readonly string[] = [
  ...['dyn', 'dynamic', 'dhcp', 'pool', 'ppp', 'dsl', 'adsl', 'dialup', 'dip', 'cable'],
  ...['client', 'customer', 'broadband', 'static', 'unassigned'],
];

const isProviderWord = (word: string): boolean => providerWords.includes(word) || /^vps\d*$/.test(word);

/** Whether a reverse name looks like one an access provider gave out, which receivers distrust in a mail server. */
const looksGeneric = (name: string, address: string): boolean => {
  const digits = ipaddr
    .process(address)
    .toString()
    .split(/[.:]/)
    .filter((part) => part !== '');
  const inName = digits.filter((part) => new RegExp(`(?:^|[^0-9a-f])0*${part}(?:[^0-9a-f]|$)`).test(name));
  return name.split(/[.-]/).some(isProviderWord) || inName.length >= 3;
};

/** A name that reverse DNS gives an address. */
export interface ReverseName {
  readonly name: string;
  /** Whether the name leads back to the address; undefined where DNS did not answer. */
  readonly isConfirmed: boolean | undefined;
}

export interface ReverseDns {
  readonly address: string;
  /** `confirmed`: a name and its address name each other, as receivers want it (Gmail 4.7.23, 4.7.25). */
  readonly state: 'confirmed' | 'unconfirmed' | 'none' | 'unknown';
  readonly names: readonly ReverseName[];
  readonly problems: readonly DnsProblem[];
  readonly unknown: string | undefined;
  readonly evidence: readonly Evidence[];
}

/** What is wrong with the reverse DNS of an address that delivers mail itself. */
export const lintReverse = (
  address: string,
  state: ReverseDns['state'],
  names: readonly ReverseName[],
): readonly DnsProblem[] => {
  const list = names.map(({ name }) => name).join(', ');
  if (state === 'none') {
    const message = `${address} has no name in reverse DNS (PTR); many receivers refuse mail from such addresses. Its owner, the hosting firm, sets it.`;
    return [{ rule: 'ptr.missing', severity: 'fail', subject: address, message }];
  }
  if (state === 'unconfirmed') {
    const message = `Reverse DNS names ${address} ${list}, but that name does not lead back to the address; receivers treat it as if there were none.`;
    return [{ rule: 'ptr.unconfirmed', severity: 'fail', subject: address, message }];
  }
  const generic = names.find(({ name, isConfirmed }) => isConfirmed === true && looksGeneric(name, address));
  if (state !== 'confirmed' || generic === undefined) return [];
  const message = `The reverse name ${generic.name} looks like one an access provider gave out; a name such as mail.your-domain is trusted more.`;
  return [{ rule: 'ptr.generic', severity: 'warn', subject: address, message }];
};
