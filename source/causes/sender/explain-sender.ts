import type { Relay } from '../../checks/measure/relays.ts';
import type { SenderRoute } from '../../checks/measure/routes.ts';
import { menuPath } from '../../domain/odoo/menu-path.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { recogniseProviders } from '../../domain/providers/find-provider.ts';
import { printStatement } from '../../domain/providers/provider.ts';
import { findOwnAddresses } from '../../domain/routing/own-addresses.ts';
import type { RouteStep } from '../../domain/routing/route.ts';
import type { RoutingFacts } from '../../domain/routing/routing-facts.ts';

const reasons: Partial<Record<RouteStep, string>> = {
  forced: 'the message insists on this server',
  address: 'the server’s from_filter names the From address',
  domain: 'the server’s from_filter names the domain of the From address',
  'notifications-address': 'the server’s from_filter names the default From',
  'notifications-domain': 'the server’s from_filter names the domain of the default From',
  'no-filter': 'it is the first server without a from_filter',
  fallback: 'no server’s from_filter fits, and it is the first',
  'unreadable-from': 'no single address can be read from From',
  first: 'it is the first server',
  conf: 'there is no server in the database, so odoo.conf’s is used',
};

/** How Odoo comes to send as that address, what the server wants instead, and where to change it. */
export const explainSender = (
  facts: RoutingFacts,
  relay: Pick<Relay, 'host' | 'server' | 'user'>,
  { route, sender }: Pick<SenderRoute, 'route' | 'sender'>,
): string => {
  const { series } = facts;
  const sentences: string[] = [];
  if (route.kind === 'sends') {
    const reason = reasons[route.why];
    sentences.push(
      `Odoo sends mail of ${sender.from ?? 'nobody'} through it${reason === undefined ? '' : ` because ${reason}`}, with From: ${route.headerFrom}.`,
    );
    const { bounce } = findOwnAddresses(facts, sender);
    if (route.isStatic) {
      sentences.push(
        `That address is smtp_from of OCA’s module mail_outbound_static, which beats Odoo’s own choice: ${whereStatic(relay)}.`,
      );
    } else if (bounce !== null && isBounce(route.envelopeFrom, bounce)) {
      sentences.push('The sender is the bounce address, which Odoo uses wherever the server may send for its domain.');
    }
  }
  if (relay.user !== null) sentences.push(`Odoo logs in as ${relay.user}; many servers take that address only.`);
  const provider = recogniseProviders({ host: relay.host }).relay;
  if (provider !== undefined) sentences.push(`${provider.name}: ${printStatement(provider.fromRule)}.`);
  if (route.kind === 'sends' && route.isStatic) {
    sentences.push(
      'Either the server’s owner allows the address, or it is changed there; from_filter, default From and bounce address change nothing.',
    );
    return sentences.join(' ');
  }
  const addresses = menuPath(series, traitsOf(series).aliasDomains ? 'alias-domains' : 'system-parameters');
  const filter = traitsOf(series).fromFilter ? `from_filter: ${menuPath(series, 'outgoing-servers')}; ` : '';
  sentences.push(
    `Either the server’s owner allows the address, or Odoo sends as another: ${filter}default From and bounce address: ${addresses}.`,
  );
  return sentences.join(' ');
};

const whereStatic = ({ server }: Pick<Relay, 'server'>): string =>
  server === null ? 'smtp_from in odoo.conf' : `Email From of the outgoing mail server ${server.name}`;

/** 14 writes the mail's id behind the local part. */
const isBounce = (address: string, bounce: string): boolean => {
  const [local = '', domain = ''] = bounce.split('@');
  return address === bounce || (address.startsWith(`${local}+`) && address.endsWith(`@${domain}`));
};
