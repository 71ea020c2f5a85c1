import type { OdooSeries } from '../odoo/odoo-series.ts';
import { traitsOf } from '../odoo/traits.ts';
import { chooseServer, configuredFilter, type ServerChoice } from './choose-server.ts';
import { encapsulate } from './encapsulate.ts';
import { findEnvelopeAddress } from './envelope-address.ts';
import { findForcedServer, refuseForcedServer } from './forced-server.ts';
import { allowsSender } from './from-filter.ts';
import { formatMailbox, readMailboxes } from './mailbox.ts';
import { foldAddress, normalizeAddress } from './normalize.ts';
import { findOwnAddresses, type OwnAddresses } from './own-addresses.ts';
import type { Route } from './route.ts';
import { resolveServer } from './routed-server.ts';
import type { RoutableMail, RoutingFacts } from './routing-facts.ts';
import { serversFor } from './sending-order.ts';

/** The way of a mail in 15 and later, where from_filters choose the server and the address (base/models/ir_mail_server.py). */
export const routeByFilter = (facts: RoutingFacts, mail: RoutableMail): Route => {
  const { series } = facts;
  const own = findOwnAddresses(facts, mail);
  const written = writeFrom(mail.from, series);
  const forced = findForcedServer(facts, mail);
  const choice: ServerChoice =
    forced === undefined ? choose(facts, mail, own) : { server: forced, sessionFrom: written, why: 'forced' };
  const base = { server: resolveServer(facts, choice.server), why: choice.why };
  const refusal = forced === undefined ? undefined : refuseForcedServer(facts, mail, forced);
  if (refusal !== undefined) return { kind: 'fails', ...base, failure: refusal };
  const from = written ?? own.defaultFrom;
  if (from === null) return { kind: 'fails', ...base, failure: { kind: 'no-from' } };
  const headerFrom = writeHeader(series, { from, sessionFrom: choice.sessionFrom, notifications: own.notifications });
  const filter = choice.server === null ? configuredFilter(facts) : (choice.server.fromFilter ?? null);
  const bounce = own.bounce ?? from;
  // A server that may send from the bounce address does, so that bounces come back to Odoo.
  const sender = allowsSender(filter, bounce, series) ? bounce : headerFrom;
  const envelopeFrom = findEnvelopeAddress(sender, series);
  if (envelopeFrom === null) return { kind: 'fails', ...base, failure: { kind: 'bad-from', from: sender } };
  return { kind: 'sends', ...base, headerFrom, envelopeFrom, replyTo: writeReplyTo(mail, own, from) };
};

/** Up to 16 the whole From is compared with the filters, from 17 on its first address. */
const choose = (facts: RoutingFacts, mail: RoutableMail, { notifications }: OwnAddresses): ServerChoice => {
  const from = traitsOf(facts.series).normalizedFrom ? writeFrom(mail.from, facts.series) : mail.from || null;
  return chooseServer(facts, { from, notifications, servers: serversFor(facts, mail) });
};

/** The first address in From, or From as it is where there is none; 17 and later fold it (mail/models/mail_mail.py). */
const writeFrom = (from: string | null, series: OdooSeries): string | null => {
  const [mailbox] = readMailboxes(from ?? '');
  if (mailbox === undefined) return from || null;
  return formatMailbox(
    traitsOf(series).normalizedFrom ? { ...mailbox, address: foldAddress(mailbox.address) } : mailbox,
  );
};

interface Senders {
  readonly from: string;
  readonly sessionFrom: string | null;
  readonly notifications: string | null;
}

/** The From header of a session that may be somebody else's (`_prepare_email_message`). */
const writeHeader = (series: OdooSeries, { from, sessionFrom, notifications }: Senders): string => {
  const sender = sessionFrom || from;
  const own = normalizeAddress(notifications);
  const [ofSession, ofMail] = traitsOf(series).normalizedFrom
    ? [normalizeAddress(sender), normalizeAddress(from)]
    : [sender, from];
  return own !== null && ofSession === own && ofMail !== own ? encapsulate(from, own) : sender;
};

const writeReplyTo = ({ replyTo }: RoutableMail, { catchall }: OwnAddresses, from: string): string =>
  (replyTo === undefined ? catchall : replyTo) || from;
