import { describe, expect, test } from 'vitest';
import { judgeSenderRoute, takesAll } from '../../../source/checks/measure/sender-verdicts.ts';
import type { SenderVerdict, SmtpFailure, SmtpReport } from '../../../source/domain/probes/smtp-report.ts';
import type { Route } from '../../../source/domain/routing/route.ts';
import { buildServer } from '../../domain/routing/build-facts.ts';
import {
  askedSender,
  heloLine,
  loginFirstLine,
  notOwnerLine,
  noUserLine,
  replyOf,
  sendingRoute,
  untriedSender,
} from '../../support/envelopes.ts';
import { relaySession } from '../../support/relay-session.ts';

const anna = 'anna@acme.example';
const office = 'office@acme.example';
const limit = untriedSender(anna, { kind: 'not-tried', why: 'limit' });
const syntax = untriedSender(anna, { kind: 'unsendable', why: 'syntax' });
const letters = untriedSender(anna, { kind: 'unsendable', why: 'needs-smtputf8' });
const refusedLogin: SmtpFailure = { kind: 'reply', stage: 'auth', reply: replyOf('auth', '535 5.7.8 Bad password') };

const judge = (senders: readonly SenderVerdict[], report: Partial<SmtpReport> = {}, route: Route = sendingRoute()) =>
  judgeSenderRoute([relaySession({ report: { senders, ...report } })], { route, olderBuilds: undefined });

describe('whether a mail’s sender is taken on its way', () => {
  test.each<[string, readonly SenderVerdict[], Partial<SmtpReport>, object]>([
    ['it is taken, a recipient with it', [askedSender(anna, '250 Ok', '250 Ok')], {}, { kind: 'accepted' }],
    [
      'the recipient is what is refused',
      [askedSender(anna, '250 Ok', noUserLine)],
      {},
      { kind: 'accepted', recipient: { address: 'ben@shop.example', outcome: 'refused' } },
    ],
    ['only MAIL FROM was said', [askedSender(anna)], {}, { kind: 'accepted', recipient: undefined }],
    ['it is refused', [askedSender(anna, notOwnerLine)], {}, { kind: 'refused', about: 'sender', lasts: true }],
    ['this machine’s name is refused', [askedSender(anna, heloLine)], {}, { kind: 'refused', about: 'helo' }],
    ['it is no address', [syntax], {}, { kind: 'unsendable', needsUtf8: false }],
    ['the server knows no such letters', [letters], {}, { kind: 'unsendable', needsUtf8: true }],
    ['a login is wanted first', [askedSender(anna, loginFirstLine)], {}, { kind: 'hidden', by: 'credentials' }],
    [
      'the session ended before it, at the login',
      [untriedSender(anna, { kind: 'not-tried', why: 'session-ended' })],
      { failure: refusedLogin },
      { kind: 'hidden', by: 'credentials' },
    ],
    ['the session never heard of it, and all went well', [], {}, { kind: 'hidden', by: undefined }],
    ['others were taken before the limit', [askedSender(office), limit], {}, { kind: 'beyond-limit' }],
    ['others were refused before the limit', [askedSender(office, notOwnerLine), limit], {}, { kind: 'hidden' }],
  ])('%s', (_, senders, report, verdict) => {
    expect(judge(senders, report)).toMatchObject({ address: anna, ...verdict });
  });

  test('a mail that Odoo cannot send has no way', () => {
    const server = sendingRoute().server;
    const route = { kind: 'fails', why: 'forced', server, failure: { kind: 'no-from' } } as const;
    expect(judge([askedSender(anna)], {}, route)).toEqual({ kind: 'no-way' });
  });

  test('what another server says of the address is no word about it', () => {
    const route = sendingRoute({ server: { kind: 'row', server: buildServer({ id: 2 }) } });
    expect(judge([askedSender(anna)], {}, route)).toEqual({ kind: 'hidden', address: anna, by: undefined });
  });
});

describe('a sender of which builds of the version differ', () => {
  const taken = askedSender(anna);
  const refused = askedSender(anna, notOwnerLine);
  test.each<[string, SenderVerdict, SenderVerdict, object]>([
    [
      'newer builds are taken and older ones not',
      taken,
      askedSender(office, notOwnerLine),
      { kind: 'depends-on-build', address: anna, refused: office },
    ],
    [
      'older builds are taken and newer ones not',
      refused,
      askedSender(office),
      { kind: 'depends-on-build', address: office, refused: anna },
    ],
    ['both are taken', taken, askedSender(office), { kind: 'accepted', address: anna }],
    ['both are refused', refused, askedSender(office, notOwnerLine), { kind: 'refused', address: anna }],
    ['of the older nothing is known', taken, askedSender(office, loginFirstLine), { kind: 'accepted', address: anna }],
    ['of the newer nothing is known', askedSender(anna, loginFirstLine), askedSender(office), { kind: 'hidden' }],
  ])('%s', (_, newer, older, verdict) => {
    const session = relaySession({ report: { senders: [newer, older] } });
    const olderBuilds = sendingRoute({ envelopeFrom: office });
    expect(judgeSenderRoute([session], { route: sendingRoute(), olderBuilds })).toMatchObject(verdict);
  });
});

describe('a trial of senders', () => {
  const atRcpt: SmtpFailure = { kind: 'reply', stage: 'rcpt', reply: replyOf('rcpt', noUserLine) };
  const atMail: SmtpFailure = { kind: 'reply', stage: 'mail', reply: replyOf('mail', notOwnerLine) };
  test.each<[string, Partial<SmtpReport>, boolean]>([
    ['all are taken', { senders: [askedSender(anna), askedSender(office)] }, true],
    ['a recipient is unknown', { senders: [askedSender(anna, '250 Ok', noUserLine)], failure: atRcpt }, true],
    ['there are more than one session tries', { senders: [askedSender(office), limit] }, true],
    ['one is refused', { senders: [askedSender(anna), askedSender(office, notOwnerLine)], failure: atMail }, false],
    ['one cannot be written', { senders: [askedSender(office), syntax] }, false],
    [
      'one was not reached',
      { senders: [askedSender(office), untriedSender(anna, { kind: 'not-tried', why: 'session-ended' })] },
      false,
    ],
    ['the login is refused before', { senders: [], failure: refusedLogin }, false],
  ])('where %s', (_, report, takes) => {
    expect(takesAll(relaySession({ report }).report)).toBe(takes);
  });
});
