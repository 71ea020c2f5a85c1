import { encapsulateWithAddress } from './encapsulate.ts';
import { findEnvelopeAddress } from './envelope-address.ts';
import { findForcedServer } from './forced-server.ts';
import { readMailboxes } from './mailbox.ts';
import { findOwnAddresses } from './own-addresses.ts';
import type { Route } from './route.ts';
import { resolveServer } from './routed-server.ts';
import type { MailTracking, RoutableMail, RoutingFacts } from './routing-facts.ts';
import { serversFor } from './sending-order.ts';

/** The way of a mail in 14: no filters, and the bounce address carries the mail's id (base and mail, 14.0). */
export const routeIn14 = (facts: RoutingFacts, mail: RoutableMail): Route => {
  const forced = findForcedServer(facts, mail);
  const [first = null] = serversFor(facts, mail);
  const server = resolveServer(facts, forced ?? first);
  const why = forced !== undefined ? 'forced' : first === null ? 'conf' : 'first';
  const own = findOwnAddresses(facts, mail);
  const from = mail.from || own.defaultFrom;
  if (from === null) return { kind: 'fails', server, why, failure: { kind: 'no-from' } };
  const { headerFrom, returnPath } = rewrite(facts, from);
  const sender = trackedBounce(facts, mail.tracking) ?? returnPath ?? own.bounce ?? headerFrom;
  const envelopeFrom = findEnvelopeAddress(sender, 14);
  if (envelopeFrom === null) return { kind: 'fails', server, why, failure: { kind: 'bad-from', from: sender } };
  const replyTo = mail.replyTo === undefined ? own.catchall : mail.replyTo;
  return { kind: 'sends', server, why, headerFrom, envelopeFrom, replyTo: replyTo || headerFrom };
};

/** `bounce+7-crm.lead-3@example.org` or, unless it is to stay as it is, at least `bounce+7@example.org`. */
const trackedBounce = ({ parameters }: RoutingFacts, tracking: MailTracking | undefined): string | null => {
  const alias = parameters['mail.bounce.alias'] ?? '';
  const domain = parameters['mail.catchall.domain'] ?? '';
  if (alias === '' || domain === '') return null;
  const isStatic = ['y', 'yes', '1', 'true', 't', 'on'].includes(
    parameters['mail.bounce.alias.static']?.toLowerCase() ?? '',
  );
  if (isStatic || tracking === undefined) return `${alias}@${domain}`;
  const { mailId, document } = tracking;
  const id = document === null ? `${mailId}` : `${mailId}-${document.model}-${document.id}`;
  return `${alias}+${id}@${domain}`;
};

interface Rewriting {
  readonly headerFrom: string;
  readonly returnPath: string | null;
}

/**
 * Late builds of 14 (odoo/odoo issue 105945) send as `mail.force.smtp.from`, or as `mail.dynamic.smtp.from` what does
 * not come from the catchall domain. Early builds read neither, but then nobody sets them.
 */
const rewrite = ({ parameters }: RoutingFacts, from: string): Rewriting => {
  const force = parameters['mail.force.smtp.from'];
  if (force) return sendAs(from, force);
  const dynamic = parameters['mail.dynamic.smtp.from'];
  const domain = parameters['mail.catchall.domain'];
  if (dynamic && domain && domainOfFirst(from) !== domain) return sendAs(from, dynamic);
  return { headerFrom: from, returnPath: null };
};

const sendAs = (from: string, address: string): Rewriting => ({
  headerFrom: encapsulateWithAddress(from, address),
  returnPath: findEnvelopeAddress(address, 14),
});

const domainOfFirst = (from: string): string | undefined => readMailboxes(from)[0]?.address.split('@').at(-1);
