import { readAuthorisation, readRelayAddresses } from '../../causes/dns/measure-authorisation.ts';
import { readKeys } from '../../causes/dns/measure-dkim-keys.ts';
import { measureDmarcPolicy } from '../../causes/dns/measure-dmarc-policy.ts';
import type { CheckContext } from '../../checks/context.ts';
import { isPrivateAddress } from '../../checks/measure/private-address.ts';
import { measureRelays } from '../../checks/measure/relays.ts';
import type { SenderFacts } from '../../domain/deliverability/judge-sender.ts';
import { judgeSigning } from '../../domain/dns/dkim/judge-dkim.ts';
import { isUsable } from '../../domain/dns/dkim/key.ts';
import { organizationBySuffix } from '../../domain/dns/dmarc/walk.ts';
import { domainOf } from '../../domain/dns/dns-name.ts';
import { recogniseProviders } from '../../domain/providers/find-provider.ts';
import { identifyServer } from '../../domain/routing/identify-server.ts';
import { normalizeAddress } from '../../domain/routing/normalize.ts';
import type { SendingRoute } from '../../domain/routing/route.ts';
import { checkAlignment } from '../../services/dns/dmarc/read-dmarc.ts';
import { readReverse } from '../../services/dns/read-reverse.ts';
import { askLists, describeDmarc, describeReverse } from './measure-arrival.ts';

/** Where a mail would come from if Odoo sent it now. Asks no mail server. */
export const measureDeparture = async (context: CheckContext, route: SendingRoute): Promise<SenderFacts> => {
  const { dns, signal } = context;
  const options = { signal };
  const fromDomain = domainOf(normalizeAddress(route.headerFrom) ?? route.envelopeFrom) ?? null;
  const envelopeDomain = domainOf(route.envelopeFrom) ?? null;
  const relay = (await measureRelays(context)).find(({ subject }) => subject === identifyServer(route.server));
  const [dmarc, keys, authorised, own] = await Promise.all([
    fromDomain === null ? undefined : measureDmarcPolicy(context, fromDomain),
    fromDomain === null ? undefined : readKeys(context, fromDomain),
    relay === undefined || envelopeDomain === null ? undefined : readAuthorisation(context, envelopeDomain, relay),
    relay === undefined ? undefined : readOwnAddress(context, relay.host, fromDomain),
  ]);
  const [alignment] =
    dmarc === undefined || envelopeDomain === null
      ? []
      : await checkAlignment(dns, dmarc, { envelope: envelopeDomain, signers: [] }, options);
  const [reverse, lists] = await Promise.all([
    own?.address === undefined ? undefined : readReverse(dns, own.address, options),
    askLists(dns, { ip: own?.address ?? null, domain: fromDomain }, options),
  ]);
  return {
    fromDomain,
    envelopeDomain,
    spf: describeAuthorisation(authorised?.verdict),
    isSpfAligned: alignment?.isAligned,
    signing:
      keys === undefined
        ? { kind: 'before', hasKey: false, hasNone: false, words: 'There is no From domain.' }
        : {
            kind: 'before',
            hasKey: keys.keys.some(isUsable),
            hasNone: keys.hasNone,
            words: judgeSigning(keys).summary,
          },
    dmarc: describeDmarc(dmarc, fromDomain),
    reverse: describeReverse(reverse, own?.why ?? 'Which address it will come from is not known.'),
    helo: undefined,
    ...lists,
    // What happens behind the relay is the relay's; in clear to it is in clear.
    isEncrypted: relay === undefined ? undefined : relay.tls === 'none' ? isOnThisMachine(relay.host) : true,
  };
};

/** To the machine itself nothing travels: what the local relay does further on is not known. */
const isOnThisMachine = (host: string): undefined | false =>
  /^(?:localhost|127(?:\.\d+){3}|::1)$/i.test(host) ? undefined : false;

const describeAuthorisation = (
  verdict: Awaited<ReturnType<typeof readAuthorisation>>['verdict'] | undefined,
): SenderFacts['spf'] => {
  if (verdict === undefined)
    return { result: 'unknown', words: 'SPF cannot be told: the way of the mail is not known.' };
  switch (verdict.kind) {
    case 'authorised':
      return { result: 'pass', words: verdict.by };
    case 'missing':
      return { result: 'softfail', words: verdict.why };
    case 'unknown':
      return { result: 'unknown', words: verdict.why };
  }
};

interface OwnAddress {
  readonly address?: string;
  /** Why there is none to look at. */
  readonly why?: string;
}

/** The address of a server of our own; a provider's is the provider's business. */
const readOwnAddress = async (context: CheckContext, host: string, domain: string | null): Promise<OwnAddress> => {
  const provider = recogniseProviders({ host }).relay;
  if (provider !== undefined && provider.kind !== 'local')
    return { why: `The addresses of ${host} are its provider's business.` };
  if (domain === null || organizationBySuffix(host) !== organizationBySuffix(domain)) {
    return { why: `Whether ${host} delivers from its own address is not known.` };
  }
  const { addresses, unknown } = await readRelayAddresses(context, host);
  const [address] = addresses.filter((found) => context.target.namedResolver || !isPrivateAddress(found));
  return address === undefined ? { why: unknown ?? `${host} has no address.` } : { address };
};
