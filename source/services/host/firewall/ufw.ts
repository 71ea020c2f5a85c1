import type { FirewallChain, FirewallRule, PortRange } from './ruleset.ts';

/** The name under which `parseUfw` puts its one chain. */
export const ufwChain = 'ufw';

/**
 * Reads what `ufw status verbose` prints (ufw(8)) as one chain with the rules for what leaves this machine.
 * Empty when ufw is not active.
 */
export const parseUfw = (text: string): ReadonlyMap<string, FirewallChain> => {
  if (!/^Status: active$/m.test(text)) return new Map();
  const policy = toVerdict(/^Default:.*?(allow|deny|reject) \(outgoing\)/m.exec(text)?.[1] ?? 'allow');
  const rules = text.split('\n').flatMap((line) => parseRule(line) ?? []);
  return new Map([[ufwChain, { name: ufwChain, policy, rules }]]);
};

const toVerdict = (word: string): 'accept' | 'drop' | 'reject' => {
  switch (word.toLowerCase()) {
    case 'deny':
      return 'drop';
    case 'reject':
      return 'reject';
    default:
      return 'accept';
  }
};

/** `192.0.2.1 25,465/tcp   DENY OUT   Anywhere on eth0   # comment`: destination with ports, action, source. */
const line = /^(\S.*?)\s{2,}(ALLOW|DENY|REJECT|LIMIT) OUT\s+(\S.*?)\s*(?:\s#.*)?$/;
const portList = /^(\d[\d:,]*)(?:\/tcp)?$/;

/** Undefined when the line is no rule, or one that never meets a TCP connection to another machine. */
const parseRule = (text: string): FirewallRule | undefined => {
  const [, destination, action = '', source = ''] = line.exec(text) ?? [];
  if (destination === undefined || destination.includes('/udp')) return undefined;
  const words = destination.split(' ').filter((word) => word !== 'Anywhere');
  const ports = words.find((word) => portList.test(word));
  // An address, an interface, or the rule's twin for IPv6.
  const isConditional = words.some((word) => word !== ports) || source !== 'Anywhere';
  const verdict = { kind: toVerdict(action) };
  const shown = `ufw: ${text.trim().replace(/\s{2,}/g, ' ')}`;
  return { isConditional, verdict, text: shown, ...(ports === undefined ? {} : { ports: parsePorts(ports) }) };
};

const parsePorts = (text: string): readonly PortRange[] =>
  text
    .replace('/tcp', '')
    .split(',')
    .map((range) => {
      const [first = 0, last = first] = range.split(':').map(Number);
      return [first, last];
    });
