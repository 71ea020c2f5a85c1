/** First and last port. */
export type PortRange = readonly [first: number, last: number];

export type PacketVerdict =
  | { readonly kind: 'accept' | 'drop' | 'reject' | 'return' | 'none' }
  | { readonly kind: 'jump' | 'goto'; readonly chain: string };

/** One rule, reduced to what it means for a new TCP connection that leaves this machine. */
export interface FirewallRule {
  /** The destination ports it is for; undefined when for all. */
  readonly ports?: readonly PortRange[];
  /** Whether it also asks for something else: an address, an account, a rate. */
  readonly isConditional: boolean;
  readonly verdict: PacketVerdict;
  /** The rule as its tool writes it. */
  readonly text: string;
}

export interface FirewallChain {
  readonly name: string;
  /** What happens at the end of a chain that the kernel itself calls. */
  readonly policy?: 'accept' | 'drop' | 'reject';
  readonly rules: readonly FirewallRule[];
}

export interface Block {
  readonly port: number;
  readonly action: 'drop' | 'reject';
  /** The rule that does it, or the chain whose policy does. */
  readonly rule: string;
  /** False when it also asks for something that we did not judge: some connections may pass. */
  readonly isCertain: boolean;
}

/** What a packet meets on its way, and what was passed that may have been meant for it. */
interface Walk {
  readonly chains: ReadonlyMap<string, FirewallChain>;
  readonly port: number;
  /** The first rule that stops some connections to this port. */
  possible: Block | undefined;
  /** Whether some connections to this port are allowed by name. */
  isPartlyAllowed: boolean;
}

type Fate = Block | 'accepted' | 'undecided';

/** What is known of the way that led to a rule. */
interface Way {
  readonly chains: readonly string[];
  /** Nothing on it asked for more than we know. */
  readonly isCertain: boolean;
  /** Something on it named ports, and ours was among them. */
  readonly namesPort: boolean;
}

/**
 * Whether a new TCP connection to `port` of some other machine is dropped or rejected on its way through the chain.
 * The first matching rule decides, as in the kernel. A rule with conditions that we cannot judge counts, as
 * uncertain, when it names the port: what is closed to some addresses altogether is not about mail.
 * Undefined when the connection passes.
 */
export const findBlock = (
  chains: ReadonlyMap<string, FirewallChain>,
  start: string,
  port: number,
): Block | undefined => {
  const walk: Walk = { chains, port, possible: undefined, isPartlyAllowed: false };
  const fate = walkChain(walk, start, { chains: [], isCertain: true, namesPort: false });
  return typeof fate === 'string' ? walk.possible : fate;
};

const walkChain = (walk: Walk, name: string, way: Way): Fate => {
  const chain = walk.chains.get(name);
  if (chain === undefined || way.chains.includes(name)) return 'undecided';
  for (const rule of chain.rules.filter(({ ports }) => includesPort(ports, walk.port))) {
    const isCertain = way.isCertain && !rule.isConditional;
    const namesPort = way.namesPort || rule.ports !== undefined;
    const fate = applyRule(walk, rule, { chains: [...way.chains, name], isCertain, namesPort });
    if (fate !== 'undecided') return fate;
    if (isCertain && (rule.verdict.kind === 'return' || rule.verdict.kind === 'goto')) break;
  }
  if (chain.policy === undefined || chain.policy === 'accept') return 'undecided';
  const rule = `policy ${chain.policy} of ${chain.name}`;
  return { port: walk.port, action: chain.policy, rule, isCertain: !walk.isPartlyAllowed };
};

const applyRule = (walk: Walk, { verdict, text }: FirewallRule, way: Way): Fate => {
  switch (verdict.kind) {
    case 'accept':
      if (way.isCertain) return 'accepted';
      walk.isPartlyAllowed ||= way.namesPort;
      return 'undecided';
    case 'drop':
    case 'reject': {
      const block = { port: walk.port, action: verdict.kind, rule: text };
      if (way.isCertain) return { ...block, isCertain: !walk.isPartlyAllowed };
      if (way.namesPort) walk.possible ??= { ...block, isCertain: false };
      return 'undecided';
    }
    case 'jump':
    case 'goto':
      return walkChain(walk, verdict.chain, way);
    case 'return':
    case 'none':
      return 'undecided';
  }
};

const includesPort = (ports: readonly PortRange[] | undefined, port: number): boolean =>
  ports === undefined || ports.some(([first, last]) => first <= port && port <= last);
