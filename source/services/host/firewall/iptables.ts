import type { FirewallChain, FirewallRule, PacketVerdict, PortRange } from './ruleset.ts';

/** The chain that every packet of this machine's own programs enters. */
export const outputChain = 'OUTPUT';

/** Reads what `iptables -S` prints (iptables(8)): the chains of the table filter by name. */
export const parseIptables = (text: string): ReadonlyMap<string, FirewallChain> => {
  const chains = new Map<string, { readonly policy?: 'accept' | 'drop'; readonly rules: FirewallRule[] }>();
  for (const line of text.split('\n')) {
    const [command, name = '', ...rest] = splitWords(line);
    if (command === '-P') chains.set(name, { policy: rest[0] === 'DROP' ? 'drop' : 'accept', rules: [] });
    else if (command === '-N') chains.set(name, { rules: [] });
    else if (command === '-A') {
      const rule = parseRule(rest, line);
      if (rule !== undefined) chains.get(name)?.rules.push(rule);
    }
  }
  return new Map([...chains].map(([name, chain]) => [name, { name, ...chain }]));
};

/** Words, with double quotes around those that hold blanks. */
const splitWords = (line: string): readonly string[] =>
  (line.match(/"(?:[^"\\]|\\.)*"|\S+/g) ?? []).map((word) => (word.startsWith('"') ? word.slice(1, -1) : word));

interface Reading {
  ports?: readonly PortRange[];
  isConditional: boolean;
  verdict: PacketVerdict;
  /** It is for other packets than those that open a TCP connection to another machine. */
  isForOthers: boolean;
}

/** Undefined when the rule never meets a new TCP connection to another machine. */
const parseRule = (words: readonly string[], text: string): FirewallRule | undefined => {
  const reading: Reading = { isConditional: false, verdict: { kind: 'none' }, isForOthers: false };
  let isNegated = false;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (word === '!') {
      isNegated = true;
      continue;
    }
    const used = readMatch(reading, word, words[index + 1] ?? '', isNegated);
    index += used;
    isNegated = false;
  }
  if (reading.isForOthers) return undefined;
  const { ports, isConditional, verdict } = reading;
  return { isConditional, verdict, text, ...(ports === undefined ? {} : { ports }) };
};

/** Takes one match or target into the reading. Returns how many further words belong to it. */
const readMatch = (reading: Reading, word: string, value: string, isNegated: boolean): number => {
  switch (word) {
    case '-p':
      reading.isForOthers ||= !['tcp', '6', 'all'].includes(value) !== isNegated;
      return 1;
    case '--dport':
    case '--dports':
      if (isNegated) reading.isConditional = true;
      else reading.ports = value.split(',').map(parseRange);
      return 1;
    case '-o':
      if (value === 'lo') reading.isForOthers ||= !isNegated;
      else reading.isConditional = true;
      return 1;
    case '--state':
    case '--ctstate':
      // What we ask about is the first packet of a connection.
      reading.isForOthers ||= !value.split(',').includes('NEW') !== isNegated;
      return 1;
    case '-j':
      reading.verdict = toVerdict(value);
      return 1;
    case '-g':
      reading.verdict = { kind: 'goto', chain: value };
      return 1;
    case '-m':
    case '--comment':
    case '--reject-with':
    case '--log-prefix':
    case '--log-level':
      return 1;
    default:
      reading.isConditional ||= word.startsWith('-');
      return 0;
  }
};

const parseRange = (text: string): PortRange => {
  const [first = 0, last = first] = text.split(':').map(Number);
  return [first, last];
};

const toVerdict = (target: string): PacketVerdict => {
  switch (target) {
    case 'ACCEPT':
      return { kind: 'accept' };
    case 'DROP':
      return { kind: 'drop' };
    case 'REJECT':
      return { kind: 'reject' };
    case 'RETURN':
      return { kind: 'return' };
    case 'LOG':
    case 'NFLOG':
    case 'MARK':
    case 'CONNMARK':
      return { kind: 'none' };
    default:
      return { kind: 'jump', chain: target };
  }
};
