import type { MailServer } from '../odoo/mail-server.ts';
import { traitsOf } from '../odoo/traits.ts';
import type { RouteFailure } from './route.ts';
import type { RoutableMail, RoutingFacts } from './routing-facts.ts';
import { isFromOwner, isPersonal, mayUse } from './sending-order.ts';

/** The server that a mail insists on; undefined also where it was deleted, which frees the mail (SET NULL). */
export const findForcedServer = (
  { servers }: RoutingFacts,
  { forcedServerId }: RoutableMail,
): MailServer | undefined => (forcedServerId === null ? undefined : servers.find(({ id }) => id === forcedServerId));

/** Why Odoo refuses a forced server; 14 and 15 refuse none (`_check_forced_mail_server`; measured on 14–19). */
export const refuseForcedServer = (
  facts: RoutingFacts,
  mail: RoutableMail,
  server: MailServer,
): RouteFailure | undefined => {
  if (traitsOf(facts.series).refusesArchivedServer && !server.active) return { kind: 'archived', server };
  const isAllowed = !isPersonal(server) || (mayUse(facts, mail, server) && isFromOwner(mail, server));
  return isAllowed ? undefined : { kind: 'personal', server };
};
