import { whyHidden } from '../../causes/dns/measure-authorisation.ts';
import type { JudgedRelay } from '../../domain/dns/spf/reached.ts';
import {
  type JudgedAddress,
  judgeAddresses,
  judgeIncludes,
  spfIncludesOf,
} from '../../domain/dns/spf/relay-authorisation.ts';
import type { SpfVerdict } from '../../domain/dns/spf/spf-verdict.ts';
import type { SpfNode } from '../../domain/dns/spf/tree.ts';
import type { Evidence } from '../../domain/finding/evidence.ts';
import { describeHostLookup, describeResolutionFailure, type ResolveHost } from '../../domain/probes/network.ts';
import type { LookupOptions, Resolver } from '../../services/dns/resolver.ts';
import { evaluateSpf } from '../../services/dns/spf/evaluate.ts';

/** How a section looks things up; hosts as Odoo would, with /etc/hosts and the search list. */
export interface SectionOptions extends LookupOptions {
  readonly resolveHost: ResolveHost;
  readonly timeoutMs: number;
  /** Whether the DNS server was named: in a world of its own private addresses are what receivers see. */
  readonly hasNamedResolver: boolean;
}

/** Where the relay is, and what SPF of a domain says of it: by its provider's include, else by its addresses. */
export interface ProbedRelay extends JudgedRelay {
  readonly addresses: readonly (JudgedAddress & { readonly verdict: SpfVerdict })[];
  /** Why the relay's addresses are not known. */
  readonly unknown: string | undefined;
  readonly evidence: readonly Evidence[];
}

const findRelay = async (host: string, { resolveHost, timeoutMs, signal, hasNamedResolver }: SectionOptions) => {
  const startedAt = new Date();
  const found = await resolveHost(host, { timeoutMs, signal });
  const evidence = [describeHostLookup(host, found, { startedAt, endedAt: new Date() })];
  if (found.kind === 'failed') {
    return { addresses: [], unknown: describeResolutionFailure(host, found.reason), evidence };
  }
  const addresses = found.addresses.map(({ address }) => address);
  return { addresses, unknown: hasNamedResolver ? undefined : whyHidden(host, addresses), evidence };
};

/** Measures and judges the relay for an envelope sender of the tree's domain. */
export const probeRelay = async (
  resolver: Resolver,
  tree: SpfNode,
  { host, from }: { readonly host: string; readonly from: string },
  options: SectionOptions,
): Promise<ProbedRelay> => {
  const { addresses, unknown, evidence } = await findRelay(host, options);
  const judged = await Promise.all(
    addresses.map(async (address) => ({
      address,
      verdict: await evaluateSpf(resolver, { ip: address, helo: host, mailFrom: from }, options),
    })),
  );
  const { provider, includes } = spfIncludesOf(host);
  const verdict =
    provider !== undefined && includes.length > 0
      ? judgeIncludes(tree, provider, includes)
      : judgeAddresses(tree, tree.domain, { host, judged, unknown });
  return {
    host,
    verdict,
    addresses: judged,
    unknown,
    evidence: [...evidence, ...judged.flatMap((one) => one.verdict.evidence)],
  };
};
