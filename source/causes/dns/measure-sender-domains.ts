import { measureRelays, type Relay } from '../../checks/measure/relays.ts';
import { shared } from '../../checks/measure/shared.ts';
import { domainOf } from '../../domain/dns/dns-name.ts';
import { normalizeAddress } from '../../domain/routing/normalize.ts';

/** Mail that leaves alike, as receivers see it: the domain in From, the envelope's, and the server it comes through. */
export interface SenderDomainRoute {
  /** The domain in the From header, which DMARC is about. */
  readonly domain: string;
  /** The domain in MAIL FROM, which SPF is about. */
  readonly envelopeDomain: string;
  readonly relay: Relay;
  /** Waiting and failed mails of the queue; 0 where only a company's own address would take that way. */
  readonly mails: number;
}

/** Customers and portal users may write from any domain; the ones with most mails are looked at. */
const mostWays = 10;

export interface SenderDomains {
  readonly ways: readonly SenderDomainRoute[];
  /** Ways that were left out. */
  readonly beyond: number;
}

/** How the queue's mail, and the next of each company, goes out; most mails first. */
export const measureSenderDomains = shared(async (context): Promise<SenderDomains> => {
  const relays = (await measureRelays(context)).filter(({ isLastResort }) => !isLastResort);
  const ways = relays.flatMap((relay) =>
    relay.routes.flatMap(({ route, sender }): readonly SenderDomainRoute[] => {
      if (route.kind === 'fails') return [];
      const envelopeDomain = domainOf(route.envelopeFrom);
      const domain = domainOf(normalizeAddress(route.headerFrom) ?? route.envelopeFrom);
      if (envelopeDomain === undefined || domain === undefined) return [];
      return [{ domain, envelopeDomain, relay, mails: sender.mails }];
    }),
  );
  const alike = Map.groupBy(ways, ({ domain, envelopeDomain, relay }) =>
    [domain, envelopeDomain, relay.subject].join(' '),
  );
  const merged = [...alike.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ ...first, mails: others.reduce((sum, { mails }) => sum + mails, first.mails) }],
  );
  const sorted = merged.toSorted((one, other) => other.mails - one.mails);
  return { ways: sorted.slice(0, mostWays), beyond: Math.max(0, sorted.length - mostWays) };
});

/** The ways by one of their domains, those with most mails first. */
export const groupRoutesByDomain = (
  { ways }: SenderDomains,
  key: 'domain' | 'envelopeDomain',
): readonly (readonly [domain: string, ways: readonly SenderDomainRoute[]])[] => [
  ...Map.groupBy(ways, (way) => way[key]),
];
