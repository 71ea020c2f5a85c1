import { offer, type Remedy } from '../../../checks/cause.ts';
import type { CheckContext } from '../../../checks/context.ts';
import type { Relay } from '../../../checks/measure/relays.ts';
import { measureRoutingFacts } from '../../../checks/measure/routes.ts';
import type { RemedyOffer } from '../../../domain/change/remedy.ts';
import { traitsOf } from '../../../domain/odoo/traits.ts';
import type { RoutingFacts } from '../../../domain/routing/routing-facts.ts';
import { bounceAddress, defaultFrom } from './default-from-remedies.ts';
import { emailFrom } from './email-from-remedy.ts';
import { fromFilter } from './from-filter-remedy.ts';
import { hasPlaceForBounce, hasPlaceForDefaultFrom } from './plan-own-address.ts';
import { smtpUser } from './smtp-user-remedy.ts';

const offerAll = (
  context: CheckContext,
  subject: string | null,
  remedies: readonly Remedy[],
  about?: string,
): Promise<readonly RemedyOffer[]> =>
  Promise.all(remedies.map(async (remedy) => offer(remedy, subject, await remedy.inputs(context, subject), about)));

/** What helps where a server refuses a sender. */
export const offerForRefusal = async (context: CheckContext, relay: Relay): Promise<readonly RemedyOffer[]> =>
  await offerAll(context, relay.subject, chooseForRefusal(relay, await measureRoutingFacts(context)), relay.title);

/** 14 knows no from_filter; and an address is set where Odoo has a place for it, or nothing could be planned. */
export const chooseForRefusal = (
  relay: Pick<Relay, 'routes' | 'server'>,
  facts: Pick<RoutingFacts, 'series' | 'aliasDomains' | 'parameters'>,
): readonly Remedy[] => {
  const ofServer = relay.server === null ? [] : [smtpUser];
  if (isStatic(relay)) return ofServer;
  const filters = traitsOf(facts.series).fromFilter && relay.server !== null && hasPlaceForDefaultFrom(facts);
  return [...(filters ? [fromFilter] : []), ...(hasPlaceForBounce(facts) ? [bounceAddress] : []), ...ofServer];
};

/** A module sets the sender of all that it carries: Odoo's own settings decide nothing. */
const isStatic = ({ routes }: Pick<Relay, 'routes'>): boolean =>
  routes.some(({ route }) => route.kind === 'sends') &&
  routes.every(({ route }) => route.kind === 'fails' || route.isStatic === true);

/** What helps where mail has no sender at all, or one of a domain that is not ours. */
export const offerForFrom = (context: CheckContext): Promise<readonly RemedyOffer[]> =>
  offerAll(context, null, [defaultFrom, ...(context.target.configuration === undefined ? [] : [emailFrom])]);
