import { findEnvelopeAddress } from './envelope-address.ts';
import { formatMailbox, readMailboxes } from './mailbox.ts';
import type { Route, SendingRoute } from './route.ts';
import type { RoutingFacts } from './routing-facts.ts';

/** What OCA's mail_outbound_static makes of every From that goes through a server. */
export interface StaticFrom {
  readonly address: string;
  /** A From of one of these domains stays as it is; none: nothing stays. */
  readonly keptDomains: readonly string[];
}

/** Null where nothing is set; the module cuts the list at its commas. */
export const toStaticFrom = (
  address: string | null | undefined,
  keptDomains: string | null | undefined,
): StaticFrom | null =>
  address === null || address === undefined || address.trim() === ''
    ? null
    : {
        address: address.trim(),
        keptDomains: (keptDomains ?? '')
          .split(',')
          .map((domain) => domain.trim())
          .filter((domain) => domain !== ''),
      };

/**
 * The route with the address of mail_outbound_static in it, which comes after Odoo's own choice and beats it: in the
 * header and, from 15 on or where Odoo has no bounce address (14), in the envelope.
 */
export const applyStaticFrom = (facts: RoutingFacts, route: Route): Route => {
  const forced = findStaticFrom(facts, route);
  if (forced === null || route.kind === 'fails') return route;
  const [author] = readMailboxes(route.headerFrom);
  const domain = author?.address.split('@')[1] ?? '';
  if (forced.keptDomains.includes(domain)) return route;
  const headerFrom = formatMailbox({ name: author?.name ?? '', address: forced.address });
  return { ...route, headerFrom, envelopeFrom: envelopeOf(facts, route, headerFrom), isStatic: true };
};

/** Of the server that the route leads through: its row's, else odoo.conf's. */
const findStaticFrom = ({ staticFrom }: RoutingFacts, { server }: Pick<Route, 'server'>): StaticFrom | null =>
  (server.kind === 'conf' ? staticFrom : server.server.staticFrom) ?? null;

const envelopeOf = ({ series, parameters }: RoutingFacts, route: SendingRoute, headerFrom: string): string =>
  series === 14 && hasBounceAlias(parameters)
    ? route.envelopeFrom
    : (findEnvelopeAddress(headerFrom, series) ?? route.envelopeFrom);

const hasBounceAlias = (parameters: RoutingFacts['parameters']): boolean =>
  (parameters['mail.bounce.alias'] ?? '') !== '';
