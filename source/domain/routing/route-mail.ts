import { traitsOf } from '../odoo/traits.ts';
import { applyStaticFrom } from './apply-static-from.ts';
import type { Route } from './route.ts';
import { routeIn14 } from './route-14.ts';
import { routeByFilter } from './route-by-filter.ts';
import type { RoutableMail, RoutingFacts } from './routing-facts.ts';

/**
 * The server, From and envelope sender that Odoo will use for a mail, or why it will not send it. Of installed
 * modules OCA's mail_outbound_static is in it; what others or the mail's own headers change is not.
 */
export const routeMail = (facts: RoutingFacts, mail: RoutableMail): Route =>
  applyStaticFrom(facts, traitsOf(facts.series).fromFilter ? routeByFilter(facts, mail) : routeIn14(facts, mail));
