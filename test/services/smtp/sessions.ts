import { Secret } from '../../../source/domain/secret.ts';
import type { SmtpRequest } from '../../../source/services/smtp/smtp-request.ts';
import type { Identity } from '../../support/certificates.ts';
import { answer, obliging, type Rule, type Step, say, startTls } from '../../support/scripted-smtp.ts';

/** The places where a server can misbehave in a session with STARTTLS, a login, a sender and a recipient. */
export const breakingPoints = [
  'greeting',
  'ehlo',
  'starttls',
  'tls',
  'ehlo-after-tls',
  'auth',
  'mail',
  'rcpt',
] as const;

export type BreakingPoint = (typeof breakingPoints)[number];

/** Asks for everything that a session can do. */
export const fullRequest: Partial<SmtpRequest> = {
  tls: 'starttls',
  credentials: { kind: 'password', user: 'anna@example.com', secret: new Secret('correct horse') },
  envelopes: [{ sender: 'anna@example.com', recipients: ['ben@example.org'] }],
};

const plainHello: Rule = [/^EHLO /, '250-scripted.example\r\n250 STARTTLS'];

/** A server that behaves until `point` and then does `steps`. */
export const breakAt = (point: BreakingPoint, steps: readonly Step[], identity: Identity): readonly Step[] => {
  const secured: readonly Rule[] = [
    ...(point === 'ehlo-after-tls' ? [[/^(?:EHLO|HELO) /, steps] as const] : []),
    ...(point === 'auth' ? [[/^AUTH /, steps] as const] : []),
    ...(point === 'mail' ? [[/^MAIL FROM:/, steps] as const] : []),
    ...(point === 'rcpt' ? [[/^RCPT TO:/, steps] as const] : []),
    ...obliging,
  ];
  const upgrade: readonly Step[] =
    point === 'tls'
      ? [say('220 2.0.0 Ready'), ...steps]
      : [say('220 2.0.0 Ready'), startTls(identity), answer(...secured)];
  const plain: readonly Rule[] = [
    ...(point === 'ehlo' ? [[/^(?:EHLO|HELO) /, steps] as const] : []),
    plainHello,
    [/^STARTTLS$/, point === 'starttls' ? steps : upgrade],
    ...obliging,
  ];
  return point === 'greeting' ? steps : [say('220 scripted.example ESMTP'), answer(...plain)];
};

/** A server without TLS that accepts everything but what the rules say. */
export const plainServer = (...rules: readonly Rule[]): readonly Step[] => [
  say('220 scripted.example ESMTP'),
  answer(...rules, ...obliging),
];
