import { describeRefusal } from '../../changes/retry/describe-refusal.ts';
import { nameServer } from '../../changes/retry/sending-groups.ts';
import type { Mail, MailContent } from '../../domain/mail/mail.ts';
import type { RouteStep } from '../../domain/routing/route.ts';
import { routeMail } from '../../domain/routing/route-mail.ts';
import type { RoutingFacts } from '../../domain/routing/routing-facts.ts';

const reasons: Readonly<Record<RouteStep, string>> = {
  forced: 'the message insists on it',
  address: 'its filter names the sender',
  domain: "its filter names the sender's domain",
  'notifications-address': 'its filter names the notifications address',
  'notifications-domain': 'its filter names the domain of the notifications address',
  'no-filter': 'the first without a filter',
  fallback: 'the first, although its filter fits nobody',
  'unreadable-from': 'no address can be read from the sender',
  first: 'the first in the list',
  conf: "there is no mail server in Odoo, so odoo.conf's is used",
};

/** How Odoo will send a mail, in sentences. */
export const describeRoute = (facts: RoutingFacts, mail: Mail, content: MailContent | undefined): readonly string[] => {
  const route = routeMail(facts, {
    ...mail,
    aliasDomainId: content?.aliasDomainId,
    replyTo: content?.replyTo,
    tracking: { mailId: mail.id, document: mail.document },
  });
  if (route.kind === 'fails') return [`Odoo will not hand it to a server: ${describeRefusal(route, facts.series)}.`];
  return [
    `by ${nameServer(route.server)}: ${reasons[route.why]}`,
    `recipients see From ${route.headerFrom}`,
    `bounces go to ${route.envelopeFrom} (envelope sender)`,
    ...(route.replyTo === '' ? [] : [`replies go to ${route.replyTo}`]),
  ];
};
