import { describe, expect, test } from 'vitest';
import { endedBy } from '../../../source/checks/measure/ended-by.ts';
import { takesMail } from '../../../source/checks/measure/takes-mail.ts';
import type { SenderVerdict, SmtpFailure } from '../../../source/domain/probes/smtp-report.ts';
import {
  askedSender,
  loginFirstLine,
  noRelayLine,
  notOwnerLine,
  noUserLine,
  replyOf,
  takenLine,
  untriedSender,
} from '../../support/envelopes.ts';
import { relaySession } from '../../support/relay-session.ts';

const anna = 'anna@acme.example';
const atMail: SmtpFailure = { kind: 'reply', stage: 'mail', reply: replyOf('mail', notOwnerLine) };
const atRcpt: SmtpFailure = { kind: 'reply', stage: 'rcpt', reply: replyOf('rcpt', noUserLine) };
const unsendable: SmtpFailure = { kind: 'unsendable', stage: 'mail', address: anna };
const refusedLogin: SmtpFailure = { kind: 'reply', stage: 'auth', reply: replyOf('auth', '535 5.7.8 Bad password') };

describe('what ended a session', () => {
  test.each<[string, Parameters<typeof relaySession>[0], string | undefined]>([
    ['nothing did', {}, undefined],
    ['nothing did, but Odoo has no consent', { relay: { login: { kind: 'no-consent' } } }, 'credentials'],
    ['the login', { report: { failure: refusedLogin } }, 'credentials'],
    ['the port', { report: { failure: { kind: 'refused', stage: 'connect' } } }, 'firewall'],
    [
      'the port of a machine that nobody set',
      { relay: { isLastResort: true }, report: { failure: { kind: 'refused', stage: 'connect' } } },
      'no-server',
    ],
    [
      'nothing, at a machine that nobody set and that works',
      { relay: { isLastResort: true, login: { kind: 'none' } } },
      undefined,
    ],
    [
      'the server closed before a sender was asked about',
      { report: { failure: { kind: 'closed', stage: 'mail', reset: false } } },
      'firewall',
    ],
    ['a sender is refused', { report: { failure: atMail, senders: [askedSender(anna, notOwnerLine)] } }, 'sender'],
    [
      'a sender cannot be written',
      { report: { failure: unsendable, senders: [untriedSender(anna, { kind: 'unsendable', why: 'syntax' })] } },
      'sender',
    ],
    [
      'only a recipient is refused',
      { report: { failure: atRcpt, senders: [askedSender(anna, takenLine, noUserLine)] } },
      undefined,
    ],
    [
      'mail is relayed to nobody',
      { report: { failure: atRcpt, senders: [askedSender(anna, takenLine, noRelayLine)] } },
      'credentials',
    ],
    [
      'one sender is refused, and with the other a login is asked for',
      {
        report: {
          failure: atMail,
          senders: [askedSender(anna, notOwnerLine), askedSender('b@acme.example', takenLine, loginFirstLine)],
        },
      },
      'credentials',
    ],
  ])('%s', (_, given, cause) => {
    expect(endedBy(relaySession(given))).toBe(cause);
  });
});

test.each<[string, readonly SenderVerdict[], boolean]>([
  ['nobody was asked for', [askedSender(anna)], false],
  ['a recipient is taken', [askedSender(anna, takenLine, takenLine)], true],
  ['a recipient is unknown to it', [askedSender(anna, takenLine, noUserLine)], true],
  ['it relays to nobody', [askedSender(anna, takenLine, noRelayLine)], false],
  ['the sender is refused', [askedSender(anna, notOwnerLine)], false],
  [
    'one of two goes through',
    [askedSender(anna, notOwnerLine), askedSender('b@x.example', takenLine, takenLine)],
    true,
  ],
])('whether a server takes mail, where %s', (_, senders, takes) => {
  expect(takesMail(relaySession({ report: { senders } }))).toBe(takes);
});
