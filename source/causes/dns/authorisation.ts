import { organizationBySuffix } from '../../domain/dns/dmarc/walk.ts';
import { includesRecordOf } from '../../domain/dns/spf/authorise.ts';
import type { SpfNode } from '../../domain/dns/spf/tree.ts';
import { recordOf, unmeasured } from '../../domain/dns/spf/tree.ts';
import type { Evidence } from '../../domain/evidence.ts';
import { describeHostLookup, describeResolutionFailure } from '../../domain/probes/network.ts';
import { recogniseProviders } from '../../domain/providers/find-provider.ts';
import type { Provider } from '../../domain/providers/provider.ts';
import { evaluateSpf } from '../../services/dns/spf/evaluate.ts';
import { readSpfTree } from '../../services/dns/spf/read-tree.ts';
import type { CheckContext } from '../context.ts';
import { isPrivateAddress } from '../measure/private-address.ts';
import type { Relay } from '../measure/relays.ts';
import { sharedByName } from '../measure/shared.ts';

/** The SPF record of a domain and everything it leads to. */
export const readSpf = sharedByName((context, domain) => readSpfTree(context.dns, domain, { signal: context.signal }));

/** Where a server is, as far as it may send from there. */
export interface RelayAddresses {
  readonly addresses: readonly string[];
  /** Why they tell nothing about where it sends from. */
  readonly unknown: string | undefined;
  readonly evidence: readonly Evidence[];
}

/** The addresses that a server is reached at. Private ones are not what receivers see, unless a resolver was named for a world of its own. */
export const readRelayAddresses = sharedByName(async (context, host): Promise<RelayAddresses> => {
  // As Odoo finds it: with /etc/hosts and the search list, by which a short name is one.
  const startedAt = context.now();
  const found = await context.resolveHost(host, { timeoutMs: context.timeoutMs, signal: context.signal });
  const evidence = [describeHostLookup(host, found, { startedAt, endedAt: context.now() })];
  if (found.kind === 'failed') {
    return { addresses: [], unknown: describeResolutionFailure(host, found.reason), evidence };
  }
  const addresses = found.addresses.map(({ address }) => address);
  const hidden = addresses.every(isPrivateAddress) && !context.target.namedResolver;
  const unknown = hidden
    ? `${host} is at a private address (${addresses.join(', ')}), so the address it sends from cannot be seen from here.`
    : undefined;
  return { addresses, unknown, evidence };
});

/** Whether a domain's SPF record lets a server send. */
export type Authorisation =
  | { readonly kind: 'authorised'; readonly by: string }
  /** The record is there and does not name it. `term` is what it would have to say. */
  | { readonly kind: 'missing'; readonly terms: readonly string[]; readonly isCertain: boolean; readonly why: string }
  | {
      readonly kind: 'unknown';
      readonly why: string;
      /** The record was read; only where the server sends from cannot be seen from here. */
      readonly isHidden?: true;
    };

export interface Authorised {
  readonly verdict: Authorisation;
  readonly provider: Provider | undefined;
  readonly evidence: readonly Evidence[];
}

/** These send from the addresses of their sister service (support.google.com/a/answer/10684623, learn.microsoft.com). */
const sisterIncludes: Readonly<Record<string, readonly string[]>> = {
  'google-relay': ['_spf.google.com'],
  'microsoft-connector': ['spf.protection.outlook.com'],
  'outlook.com': ['spf.protection.outlook.com'],
};

/** Whether SPF of the envelope's domain lets the relay send: by its provider's include, else by its addresses. */
export const readAuthorisation = async (context: CheckContext, domain: string, relay: Relay): Promise<Authorised> => {
  const tree = await readSpf(context, domain);
  const provider = recogniseProviders({ host: relay.host }).relay;
  const includes = provider === undefined ? [] : (sisterIncludes[provider.id] ?? provider.spfIncludes);
  if (provider === undefined || includes.length === 0) {
    return { provider, ...(await judgeAddresses(context, domain, relay)) };
  }
  return { provider, verdict: judgeInclude(tree, provider, includes), evidence: [] };
};

const judgeInclude = (tree: SpfNode, provider: Provider, includes: readonly string[]): Authorisation => {
  const present = includes.find((name) => includesRecordOf(tree, name));
  if (present !== undefined) return { kind: 'authorised', by: `include:${present}` };
  const [reason] = unmeasured(tree);
  if (reason !== undefined) return { kind: 'unknown', why: reason };
  return {
    kind: 'missing',
    terms: [`include:${includes[0]}`],
    // A sending service may hand mail over under a domain of its own, whose record is in order.
    isCertain: provider.kind === 'mailbox',
    why: `it does not include ${includes.join(' or ')}, which ${provider.name} asks for`,
  };
};

const judgeAddresses = async (
  context: CheckContext,
  domain: string,
  { host }: Relay,
): Promise<Omit<Authorised, 'provider'>> => {
  const { addresses, unknown, evidence: located } = await readRelayAddresses(context, host);
  if (addresses.length === 0) return { verdict: { kind: 'unknown', why: unknown ?? '' }, evidence: located };
  const verdicts = await Promise.all(
    addresses.map(async (address) => ({
      address,
      verdict: await evaluateSpf(
        context.dns,
        { ip: address, helo: host, mailFrom: `postmaster@${domain}` },
        { signal: context.signal },
      ),
    })),
  );
  const evidence = [...located, ...verdicts.flatMap(({ verdict }) => verdict.evidence)];
  const refused = verdicts.filter(({ verdict }) => verdict.result !== 'pass');
  if (refused.length === 0) return { verdict: { kind: 'authorised', by: addresses.join(', ') }, evidence };
  const silent = refused.find(({ verdict }) => verdict.result === 'temperror');
  if (silent !== undefined) return { verdict: { kind: 'unknown', why: silent.verdict.explanation }, evidence };
  if (unknown !== undefined) return { verdict: { kind: 'unknown', why: unknown, isHidden: true }, evidence };
  const list = refused.map(({ address }) => address).join(' and ');
  return {
    verdict: {
      kind: 'missing',
      terms: refused.map(({ address }) => `${address.includes(':') ? 'ip6' : 'ip4'}:${address}`),
      // A company's own server mostly sends from the address it is reached at; somebody else's need not.
      isCertain: organizationBySuffix(host) === organizationBySuffix(domain),
      why: `it does not name ${list}, where ${host} is`,
    },
    evidence,
  };
};

/** Whether there is one record that receivers can read. */
export const hasSpfRecord = (tree: SpfNode): boolean => recordOf(tree) !== undefined;
