import type { FirewallChain, FirewallRule, PacketVerdict, PortRange } from './ruleset.ts';

export interface NftRuleset {
  readonly chains: ReadonlyMap<string, FirewallChain>;
  /** Chains that the kernel calls for packets this machine sends, in the order of their priority. */
  readonly outputChains: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads what `nft -j list ruleset` prints (libnftables-json(5)). Rules that iptables-nft wrote hold parts which nft
 * cannot read (`xt`); their targets are left out, as `iptables -S` tells them whole.
 * @throws SyntaxError when it is not JSON.
 */
export const parseNft = (text: string): NftRuleset => {
  const objects = listOf(asObject(JSON.parse(text))['nftables']).map(asObject);
  const of = (kind: string): readonly Json[] =>
    objects.filter((object) => kind in object).map((object) => asObject(object[kind]));
  const sets = new Map(of('set').map((set) => [`${tableOf(set)} @${String(set['name'])}`, toRanges(set['elem'])]));
  const chains = new Map<string, FirewallChain & { readonly rules: FirewallRule[] }>();
  const hooks: { readonly name: string; readonly priority: number }[] = [];
  for (const chain of of('chain')) {
    const name = `${tableOf(chain)} ${String(chain['name'])}`;
    const policy = chain['policy'] === 'drop' ? { policy: 'drop' as const } : {};
    chains.set(name, { name, rules: [], ...policy });
    if (chain['hook'] === 'output' && chain['type'] === 'filter') hooks.push({ name, priority: Number(chain['prio']) });
  }
  for (const rule of of('rule')) {
    const table = tableOf(rule);
    const chain = chains.get(`${table} ${String(rule['chain'])}`);
    const parsed = parseRule(listOf(rule['expr']).map(asObject), table, sets);
    if (chain !== undefined && parsed !== undefined) {
      chain.rules.push({ ...parsed, text: `${chain.name}: ${describeRule(parsed)}` });
    }
  }
  const outputChains = hooks.toSorted((one, other) => one.priority - other.priority).map(({ name }) => name);
  return { chains, outputChains };
};

const tableOf = (object: Json): string => `${String(object['family'])} ${String(object['table'])}`;

type PartialRule = Omit<FirewallRule, 'text'>;

const describeRule = ({ ports, isConditional, verdict }: PartialRule): string => {
  const range = ([first, last]: PortRange): string => (first === last ? String(first) : `${first}-${last}`);
  const match = ports === undefined ? '' : `tcp dport ${ports.map(range).join(', ')} `;
  return `${match}${isConditional ? 'with further conditions ' : ''}${verdict.kind}`;
};

/** Undefined when the rule never meets a new TCP connection to another machine. */
const parseRule = (
  expressions: readonly Json[],
  table: string,
  sets: ReadonlyMap<string, readonly PortRange[] | undefined>,
): PartialRule | undefined => {
  let ports: readonly PortRange[] | undefined;
  let isConditional = false;
  let verdict: PacketVerdict = { kind: 'none' };
  for (const expression of expressions) {
    if ('match' in expression) {
      const match = readMatch(asObject(expression['match']), table, sets);
      if (match === 'never') return undefined;
      if (match === 'conditional') isConditional = true;
      else if (match !== 'always') ports = match;
    } else if ('xt' in expression || 'limit' in expression || 'vmap' in expression) isConditional = true;
    else verdict = toVerdict(expression, table) ?? verdict;
  }
  return { isConditional, verdict, ...(ports === undefined ? {} : { ports }) };
};

type Match = 'never' | 'always' | 'conditional' | readonly PortRange[];

const readMatch = (match: Json, table: string, sets: ReadonlyMap<string, readonly PortRange[] | undefined>): Match => {
  const left = asObject(match['left']);
  const isNegated = match['op'] === '!=';
  const right = match['right'];
  const payload = asObject(left['payload']);
  if (payload['field'] === 'dport') return readPorts(String(payload['protocol']), right, isNegated, table, sets);
  const names = (setOf(right) ?? [right]).map(String);
  const holds = (name: string): Match => (names.includes(name) === isNegated ? 'never' : 'always');
  if (payload['field'] === 'protocol' || payload['field'] === 'nexthdr') return holds('tcp');
  if (asObject(left['ct'])['key'] === 'state') return holds('new');
  const key = asObject(left['meta'])['key'];
  if (key === 'l4proto') return holds('tcp');
  const isLoopback = (key === 'oifname' || key === 'oif') && names.length === 1 && names[0] === 'lo';
  if (isLoopback) return isNegated ? 'always' : 'never';
  return 'conditional';
};

const readPorts = (
  protocol: string,
  right: unknown,
  isNegated: boolean,
  table: string,
  sets: ReadonlyMap<string, readonly PortRange[] | undefined>,
): Match => {
  if (protocol !== 'tcp' && protocol !== 'th') return 'never';
  const isNamed = typeof right === 'string' && right.startsWith('@');
  const ranges = isNamed ? sets.get(`${table} ${right}`) : toRanges(setOf(right) ?? [right]);
  return isNegated || ranges === undefined ? 'conditional' : ranges;
};

/** The members of an anonymous set, or of the bare list that nft prints for flags such as ct state. */
const setOf = (value: unknown): readonly unknown[] | undefined =>
  Array.isArray(value) ? value : (asObject(value)['set'] as readonly unknown[] | undefined);

/** Ports and ranges of ports; undefined when there is anything else among them. */
const toRanges = (elements: unknown): readonly PortRange[] | undefined => {
  const ranges = listOf(elements).map((element): PortRange | undefined => {
    const inner = asObject(element)['elem'];
    const value = inner === undefined ? element : asObject(inner)['val'];
    if (typeof value === 'number') return [value, value];
    const [first, last] = listOf(asObject(value)['range']);
    return typeof first === 'number' && typeof last === 'number' ? [first, last] : undefined;
  });
  const known = ranges.filter((range) => range !== undefined);
  return known.length === ranges.length ? known : undefined;
};

const toVerdict = (expression: Json, table: string): PacketVerdict | undefined => {
  if ('accept' in expression) return { kind: 'accept' };
  if ('drop' in expression) return { kind: 'drop' };
  if ('reject' in expression) return { kind: 'reject' };
  if ('return' in expression) return { kind: 'return' };
  for (const kind of ['jump', 'goto'] as const) {
    if (kind in expression) return { kind, chain: `${table} ${String(asObject(expression[kind])['target'])}` };
  }
  return undefined;
};

const asObject = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
