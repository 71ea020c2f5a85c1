import { startSilentPort } from '../silent-port/silent-port.ts';
import type { Behaviour } from './behaviour.ts';
import { reserveClosedPort } from './closed-port.ts';
import { startDroppingServer } from './drops-mid-session.ts';
import { mannered } from './mannered.ts';
import * as manners from './manners.ts';
import { startRawServer } from './raw-server.ts';
import { replies } from './replies.ts';
import { startXoauth2RefusingServer } from './xoauth2-refused.ts';

const say = (): void => undefined;

/** Every way a mail server of the demo world behaves, by the name that scenarios use. */
export const behaviours = {
  good: mannered('good', 'takes every message; any login is right; STARTTLS is offered'),
  'implicit-tls': mannered('implicit-tls', 'as good, encrypted from the first byte (SMTPS)', undefined, {
    tls: 'implicit',
  }),
  plain: mannered('plain', 'as good, without any encryption on offer', undefined, { tls: 'none' }),
  closed: { description: 'nobody listens: the connection is refused', start: reserveClosedPort },
  silent: {
    description: 'a firewall drops every packet: connecting never ends',
    start: ({ janitor }) => startSilentPort(janitor),
  },
  mute: { description: 'accepts the connection and never says a word', start: () => startRawServer(say) },
  'drops-mid-session': { description: 'hangs up when the message should follow', start: startDroppingServer },
  'bad-login': mannered('bad-login', 'refuses the password: 535 5.7.8', manners.refuseLogins),
  'app-password': mannered('app-password', 'wants an app password: 534 5.7.9', manners.wantAppPassword),
  'xoauth2-refused': {
    description: 'refuses the OAuth token: 334 with the reason in base64, then 535',
    start: startXoauth2RefusingServer,
  },
  'must-starttls': mannered('must-starttls', 'wants STARTTLS first: 530 5.7.0', manners.insistOnTls),
  expired: mannered('expired', 'shows a certificate that ran out', undefined, { certificate: 'expired' }),
  'expiring-soon': mannered('expiring-soon', 'shows a certificate with five days left', undefined, {
    certificate: 'expiring-soon',
  }),
  'self-signed': mannered('self-signed', 'shows a certificate that nobody vouches for', undefined, {
    certificate: 'self-signed',
  }),
  'wrong-name': mannered('wrong-name', "shows another host's certificate", undefined, { certificate: 'wrong-name' }),
  'rate-421': mannered('rate-421', 'too many connections: 421 instead of a greeting', manners.refuseConnections),
  'rate-450': mannered(
    'rate-450',
    'too many messages at once: 450 4.2.1 at RCPT TO',
    manners.refuseEveryRecipient(replies.peakLimit),
  ),
  'rate-452': mannered(
    'rate-452',
    'too many recipients: 452 4.5.3 at RCPT TO',
    manners.refuseEveryRecipient(replies.tooManyRecipients),
  ),
  'daily-limit': mannered(
    'daily-limit',
    'the day is used up: 550 5.4.5 after the message',
    manners.refuseEveryMessage(replies.dailyLimit),
  ),
  'sender-refused': mannered(
    'sender-refused',
    'takes the login as sender and no other: 553 5.7.1',
    manners.refuseForeignSenders,
  ),
  'send-as-denied': mannered(
    'send-as-denied',
    'takes the login as sender and no other, as Microsoft says it: 550 5.7.60',
    manners.denySendingAs,
  ),
  'bounce-refused': mannered(
    'bounce-refused',
    'refuses the bounce address as sender: 553 5.7.1',
    manners.refuseBounceAddress,
  ),
  'recipient-unknown': mannered(
    'recipient-unknown',
    "knows nobody whose address starts with 'nobody': 550 5.1.1",
    manners.knowNobody,
  ),
  'too-large': mannered('too-large', 'takes one megabyte (SIZE), more is 552 5.3.4', manners.limitSize),
  greylisting: mannered('greylisting', 'puts each recipient off once: 451 4.7.1', manners.greylist),
} as const satisfies Readonly<Record<string, Behaviour>>;
