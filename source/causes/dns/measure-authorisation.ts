import type { CheckContext } from '../../checks/context.ts';
import { isPrivateAddress } from '../../checks/measure/private-address.ts';
import type { Relay } from '../../checks/measure/relays.ts';
import { sharedByName } from '../../checks/measure/shared.ts';
import {
  type Authorisation,
  judgeAddresses,
  judgeIncludes,
  spfIncludesOf,
} from '../../domain/dns/spf/relay-authorisation.ts';
import type { Evidence } from '../../domain/finding/evidence.ts';
import { describeHostLookup, describeResolutionFailure } from '../../domain/probes/network.ts';
import { evaluateSpf } from '../../services/dns/spf/evaluate.ts';
import { readSpfTree } from '../../services/dns/spf/read-tree.ts';

/** The SPF record of a domain and everything it leads to. */
export const readSpf = sharedByName((context, domain) => readSpfTree(context.dns, domain, { signal: context.signal }));

/** Where a server is, as far as it may send from there. */
export interface RelayAddresses {
  readonly addresses: readonly string[];
  /** Why they tell nothing about where it sends from. */
  readonly unknown: string | undefined;
  readonly evidence: readonly Evidence[];
}

/** Why a server's addresses do not tell where it sends from; undefined where they do. */
export const whyHidden = (host: string, addresses: readonly string[]): string | undefined =>
  addresses.every(isPrivateAddress)
    ? `${host} is at a private address (${addresses.join(', ')}), so the address it sends from cannot be seen from here.`
    : undefined;

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
  const unknown = context.target.namedResolver ? undefined : whyHidden(host, addresses);
  return { addresses, unknown, evidence };
});

export interface Authorised {
  readonly verdict: Authorisation;
  readonly evidence: readonly Evidence[];
}

/** Whether SPF of the envelope's domain lets the relay send: by its provider's include, else by its addresses. */
export const readAuthorisation = async (context: CheckContext, domain: string, relay: Relay): Promise<Authorised> => {
  const tree = await readSpf(context, domain);
  const { provider, includes } = spfIncludesOf(relay.host);
  if (provider !== undefined && includes.length > 0) {
    return { verdict: judgeIncludes(tree, provider, includes), evidence: [] };
  }
  const { host } = relay;
  const { addresses, unknown, evidence } = await readRelayAddresses(context, host);
  const judged = await Promise.all(
    addresses.map(async (address) => ({
      address,
      verdict: await evaluateSpf(
        context.dns,
        { ip: address, helo: host, mailFrom: `postmaster@${domain}` },
        { signal: context.signal },
      ),
    })),
  );
  return {
    verdict: judgeAddresses(tree, domain, { host, judged, unknown }),
    evidence: [...evidence, ...judged.flatMap(({ verdict }) => verdict.evidence)],
  };
};
