import type { Block } from './ruleset.ts';

/**
 * Reads what `ufw status verbose` prints (ufw(8)): the ports among those asked about that it does not let out.
 * Undefined when ufw is not active.
 */
export const parseUfw = (text: string, ports: readonly number[]): readonly Block[] | undefined => {
  if (!/^Status: active$/m.test(text)) return undefined;
  const defaultAction = /^Default:.*?(allow|deny|reject) \(outgoing\)/m.exec(text)?.[1] ?? 'allow';
  const rules = text.split('\n').flatMap(parseRule);
  return ports.flatMap((port) => {
    const rule = rules.find(({ covers }) => covers(port));
    const action = rule?.action ?? defaultAction;
    if (action !== 'deny' && action !== 'reject') return [];
    const words = rule?.text ?? `default: ${defaultAction} (outgoing)`;
    const isCertain = rule === undefined || rule.isForEverywhere;
    return [{ port, action: action === 'deny' ? 'drop' : 'reject', rule: `ufw ${words}`, isCertain } as const];
  });
};

interface UfwRule {
  readonly action: string;
  readonly text: string;
  readonly isForEverywhere: boolean;
  readonly covers: (port: number) => boolean;
}

/** `25,465/tcp   DENY OUT   Anywhere   # comment`: destination and ports, action, source. */
const parseRule = (line: string): readonly UfwRule[] => {
  const match = /^(\S.*?)\s{2,}(ALLOW|DENY|REJECT) OUT\s+(\S.*?)(?:\s+#.*)?$/.exec(line);
  const [, destination = '', action = '', source = ''] = match ?? [];
  if (match === null || destination.includes('/udp')) return [];
  const words = destination
    .replace(/ \(v6\)/, '')
    .replace('/tcp', '')
    .split(' ');
  const ports = words.find((word) => /^\d+(?::\d+)?(?:,\d+(?::\d+)?)*$/.test(word));
  const isForEverywhere = source.startsWith('Anywhere') && (words.length === 1 || words.includes('Anywhere'));
  if (ports === undefined && !words.includes('Anywhere')) return [];
  return [
    {
      action: action.toLowerCase(),
      text: line.trim().replace(/\s{2,}/g, ' '),
      isForEverywhere,
      covers: (port) => ports === undefined || ports.split(',').some((range) => inRange(range, port)),
    },
  ];
};

const inRange = (range: string, port: number): boolean => {
  const [first = 0, last = first] = range.split(':').map(Number);
  return first <= port && port <= last;
};
