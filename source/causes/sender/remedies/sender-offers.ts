import { offer, type Remedy } from '../../../checks/cause.ts';
import type { CheckContext } from '../../../checks/context.ts';
import type { Relay } from '../../../checks/measure/relays.ts';
import type { RemedyOffer } from '../../../domain/change/remedy.ts';
import type { OdooSeries } from '../../../domain/odoo/odoo-series.ts';
import { traitsOf } from '../../../domain/odoo/traits.ts';
import { bounceAddress, defaultFrom } from './default-from-remedies.ts';
import { emailFrom } from './email-from-remedy.ts';
import { fromFilter } from './from-filter-remedy.ts';
import { smtpUser } from './smtp-user-remedy.ts';

const offerAll = (
  context: CheckContext,
  subject: string | null,
  remedies: readonly Remedy[],
  about?: string,
): Promise<readonly RemedyOffer[]> =>
  Promise.all(remedies.map(async (remedy) => offer(remedy, subject, await remedy.inputs(context, subject), about)));

/** What helps where a server refuses a sender. 14 knows no from_filter. */
export const offerForRefusal = (context: CheckContext, relay: Relay): Promise<readonly RemedyOffer[]> =>
  offerAll(context, relay.subject, chooseForRefusal(relay, context.odoo.version.series), relay.title);

export const chooseForRefusal = (relay: Pick<Relay, 'routes' | 'server'>, series: OdooSeries): readonly Remedy[] => {
  const ofServer = relay.server === null ? [] : [smtpUser];
  if (isStatic(relay)) return ofServer;
  return [...(traitsOf(series).fromFilter && relay.server !== null ? [fromFilter] : []), bounceAddress, ...ofServer];
};

/** A module sets the sender of all that it carries: Odoo's own settings decide nothing. */
const isStatic = ({ routes }: Pick<Relay, 'routes'>): boolean =>
  routes.some(({ route }) => route.kind === 'sends') &&
  routes.every(({ route }) => route.kind === 'fails' || route.isStatic === true);

/** What helps where mail has no sender at all, or one of a domain that is not ours. */
export const offerForFrom = (context: CheckContext): Promise<readonly RemedyOffer[]> =>
  offerAll(context, null, [defaultFrom, ...(context.target.configuration === undefined ? [] : [emailFrom])]);
