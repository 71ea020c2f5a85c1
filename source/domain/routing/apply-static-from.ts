import type { StaticFrom } from '../odoo/static-from.ts';
import { traitsOf } from '../odoo/traits.ts';
import { findEnvelopeAddress } from './envelope-address.ts';
import { formatMailbox, readMailboxes } from './mailbox.ts';
import type { Route, SendingRoute } from './route.ts';
import type { RoutingFacts } from './routing-facts.ts';

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
  traitsOf(series).trackingBounce && hasBounceAlias(parameters)
    ? route.envelopeFrom
    : (findEnvelopeAddress(headerFrom, series) ?? route.envelopeFrom);

const hasBounceAlias = (parameters: RoutingFacts['parameters']): boolean =>
  (parameters['mail.bounce.alias'] ?? '') !== '';
