import { recogniseProviders } from '../../providers/find-provider.ts';
import type { Provider } from '../../providers/provider.ts';
import { organizationBySuffix } from '../dmarc/walk.ts';
import { authorisedByAllAlone, includesRecordOf, isAllAlone } from './authorise.ts';
import { evaluateTree } from './evaluate-tree.ts';
import type { SpfVerdict } from './spf-verdict.ts';
import { type SpfNode, unmeasured } from './tree.ts';

/** Whether a domain's SPF record lets a server send. */
export type Authorisation =
  | {
      readonly kind: 'authorised';
      readonly by: string;
      /** DNS lookups until receivers come to it. */
      readonly lookups: number;
      /** What the record would have to say where only its `+all`, which should go, lets the server send. */
      readonly terms: readonly string[];
      /** Where the server sends from cannot be seen from here, so that nothing can be named instead of `+all`. */
      readonly isHidden?: true;
    }
  /** The record is there and does not name it. `term` is what it would have to say. */
  | { readonly kind: 'missing'; readonly terms: readonly string[]; readonly isCertain: boolean; readonly why: string }
  | {
      readonly kind: 'unknown';
      readonly why: string;
      /** The record was read; only where the server sends from cannot be seen from here. */
      readonly isHidden?: true;
    };

/** A server's provider with what domains include to let it send; `includes` is empty where its addresses decide. */
export const spfIncludesOf = (
  host: string,
): { readonly provider: Provider | undefined; readonly includes: readonly string[] } => {
  const provider = recogniseProviders({ host }).relay;
  return { provider, includes: provider === undefined ? [] : (provider.sisterIncludes ?? provider.spfIncludes) };
};

/** Whether the record passes the servers of a provider: those of one of its includes. */
export const judgeIncludes = (tree: SpfNode, provider: Provider, includes: readonly string[]): Authorisation => {
  const verdicts = includes.map((domain) => ({ domain, verdict: evaluateTree(tree, { kind: 'included', domain }) }));
  const passing = verdicts.filter(({ verdict }) => verdict.result === 'pass');
  const named = passing.find(({ verdict }) => !isAllAlone(verdict.path)) ?? passing[0];
  if (named !== undefined) {
    const { verdict, domain } = named;
    const byAll = isAllAlone(verdict.path);
    const by = byAll ? verdict.path.join() : `include:${domain}`;
    return { kind: 'authorised', by, lookups: verdict.lookups, terms: byAll ? [`include:${includes[0]}`] : [] };
  }
  const [reason] = unmeasured(tree);
  if (reason !== undefined) return { kind: 'unknown', why: reason };
  const present = includes.find((name) => includesRecordOf(tree, name));
  return {
    kind: 'missing',
    terms: [`include:${present ?? includes[0]}`],
    // A sending service may hand mail over under a domain of its own, whose record is in order.
    isCertain: provider.kind === 'mailbox',
    why:
      present === undefined
        ? `it does not include ${includes.join(' or ')}, which ${provider.name} asks for`
        : `receivers give up (permerror) before they come to ${present}`,
  };
};

/** What SPF says of one address of a server. */
export interface JudgedAddress {
  readonly address: string;
  readonly verdict: Pick<SpfVerdict, 'result' | 'explanation' | 'lookups'>;
}

/** Where a server is, and why that does not tell where it sends from. */
export interface RelayPlace {
  readonly host: string;
  readonly judged: readonly JudgedAddress[];
  readonly unknown: string | undefined;
}

/** The term that names an address. */
const networkTerm = (address: string): string => `${address.includes(':') ? 'ip6' : 'ip4'}:${address}`;

/** Whether the record passes every address of a server. */
export const judgeAddresses = (tree: SpfNode, domain: string, { host, judged, unknown }: RelayPlace): Authorisation => {
  if (judged.length === 0) return { kind: 'unknown', why: unknown ?? `${host} has no address.` };
  const refused = judged.filter(({ verdict }) => verdict.result !== 'pass');
  const addresses = judged.map(({ address }) => address);
  if (refused.length === 0) {
    const byAll = authorisedByAllAlone(tree, addresses);
    const lookups = Math.max(...judged.map(({ verdict }) => verdict.lookups));
    const found = { kind: 'authorised', by: addresses.join(', '), lookups } as const;
    return byAll.length > 0 && unknown !== undefined
      ? { ...found, terms: [], isHidden: true }
      : { ...found, terms: byAll.map(networkTerm) };
  }
  const silent = refused.find(({ verdict }) => verdict.result === 'temperror');
  if (silent !== undefined) return { kind: 'unknown', why: silent.verdict.explanation };
  if (unknown !== undefined) return { kind: 'unknown', why: unknown, isHidden: true };
  const list = refused.map(({ address }) => address).join(' and ');
  return {
    kind: 'missing',
    terms: [...refused.map(({ address }) => address), ...authorisedByAllAlone(tree, addresses)].map(networkTerm),
    // A company's own server mostly sends from the address it is reached at; somebody else's need not.
    isCertain: organizationBySuffix(host) === organizationBySuffix(domain),
    why: `it does not name ${list}, where ${host} is`,
  };
};

/** The terms that the record has to have for the servers that mail leaves through, each once. */
export const wantedTerms = (judged: readonly Authorisation[]): readonly string[] => [
  ...new Set(judged.flatMap((verdict) => (verdict.kind === 'unknown' ? [] : verdict.terms))),
];
