import type { MailServer } from '../odoo/mail-server.ts';
import { traitsOf } from '../odoo/traits.ts';
import { allowsSender, namesAddress, namesDomain } from './from-filter.ts';
import { normalizeAddress, normalizeDomainOf } from './normalize.ts';
import type { RouteStep } from './route.ts';
import type { RoutingFacts } from './routing-facts.ts';
import { isPersonal } from './sending-order.ts';

/** A server (null: odoo.conf's) and the address that the session is opened for; null: the mail's own. */
export interface ServerChoice {
  readonly server: MailServer | null;
  readonly sessionFrom: string | null;
  readonly why: RouteStep;
}

export interface Candidates {
  /** The mail's From, before any default. */
  readonly from: string | null;
  readonly notifications: string | null;
  /** In sending order, archived and forbidden ones left out. */
  readonly servers: readonly MailServer[];
}

/** The server that Odoo 15 and later chooses (`_find_mail_server`, base/models/ir_mail_server.py). */
export const chooseServer = (facts: RoutingFacts, candidates: Candidates): ServerChoice => {
  const { from, notifications, servers } = candidates;
  // Nobody else's mail falls back to a personal server.
  const shared = servers.filter((server) => !isPersonal(server));
  return (
    findUnread(facts, candidates) ??
    findNamed(facts, { servers, sender: normalizeAddress(from), sessionFrom: from, steps: ['address', 'domain'] }) ??
    findNamed(facts, {
      servers: shared,
      sender: notifications,
      sessionFrom: notifications,
      steps: ['notifications-address', 'notifications-domain'],
    }) ??
    fallBack(shared, fallbackSender(facts, candidates)) ??
    takeConfiguration(facts, candidates)
  );
};

/**
 * Up to 16 a From in which no single address is found equals a filter in which none is found (False is False), and its
 * missing domain equals that of an address: so the first server that names no address, else the first.
 */
const findUnread = ({ series }: RoutingFacts, { from, servers }: Candidates): ServerChoice | undefined => {
  if (traitsOf(series).normalizedFrom || normalizeAddress(from) !== null) return undefined;
  const server = servers.find(({ fromFilter }) => normalizeAddress(fromFilter) === null) ?? servers[0];
  return server === undefined ? undefined : { server, sessionFrom: from, why: 'unreadable-from' };
};

interface Search {
  readonly servers: readonly MailServer[];
  readonly sender: string | null;
  readonly sessionFrom: string | null;
  readonly steps: readonly [ofAddress: RouteStep, ofDomain: RouteStep];
}

/** The first server whose filter names the sender, then the first whose filter names the sender's domain. */
const findNamed = ({ series }: RoutingFacts, search: Search): ServerChoice | undefined => {
  const { servers, sender, sessionFrom } = search;
  if (sender === null) return undefined;
  const [ofAddress, ofDomain] = search.steps;
  const exact = servers.find(({ fromFilter }) => namesAddress(fromFilter ?? '', sender, series));
  if (exact !== undefined) return { server: exact, sessionFrom, why: ofAddress };
  const domain = normalizeDomainOf(sender);
  const near = servers.find(({ fromFilter }) => namesDomain(fromFilter ?? '', domain, series));
  return near === undefined ? undefined : { server: near, sessionFrom, why: ofDomain };
};

const fallbackSender = ({ series, fallbackFrom }: RoutingFacts, { from, notifications }: Candidates): string | null =>
  traitsOf(series).authorFallback && fallbackFrom === 'author' ? from : (notifications ?? from);

const fallBack = (servers: readonly MailServer[], sessionFrom: string | null): ServerChoice | undefined => {
  const open = servers.find(({ fromFilter }) => (fromFilter ?? '') === '');
  if (open !== undefined) return { server: open, sessionFrom, why: 'no-filter' };
  const [first] = servers;
  return first === undefined ? undefined : { server: first, sessionFrom, why: 'fallback' };
};

const takeConfiguration = (facts: RoutingFacts, candidates: Candidates): ServerChoice => {
  const { from, notifications } = candidates;
  const filter = configuredFilter(facts);
  const mayKeep = (sender: string | null): boolean => allowsSender(filter, sender, facts.series);
  const choice = { server: null, why: 'conf' } as const;
  if (mayKeep(from)) return { ...choice, sessionFrom: from };
  if (notifications !== null && mayKeep(notifications)) return { ...choice, sessionFrom: notifications };
  return { ...choice, sessionFrom: fallbackSender(facts, candidates) };
};

/** The from_filter of odoo.conf's server; a system parameter goes before the file. 15+. */
export const configuredFilter = ({ parameters, configuration }: RoutingFacts): string | null =>
  parameters['mail.default.from_filter'] || configuration.fromFilter.join(',') || null;
