import type { Route } from './route.ts';
import { routeIn14 } from './route-14.ts';
import { routeByFilter } from './route-by-filter.ts';
import type { RoutableMail, RoutingFacts } from './routing-facts.ts';

/**
 * The server, From and envelope sender that Odoo will use for a mail, or why it will not send it. What installed
 * modules or the mail's own headers change is not in it.
 */
export const routeMail = (facts: RoutingFacts, mail: RoutableMail): Route =>
  facts.series === 14 ? routeIn14(facts, mail) : routeByFilter(facts, mail);
