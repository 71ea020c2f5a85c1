import { describe, expect, test } from 'vitest';
import { judgeLost } from '../../../source/causes/sender/from-check.ts';
import { judgeConcerned } from '../../../source/causes/sender/measure-concerned.ts';
import { judgeAfterData, judgeTriable } from '../../../source/causes/sender/refused-before-check.ts';
import { listFromFields } from '../../../source/causes/sender/several-senders-check.ts';
import type { SenderRoute } from '../../../source/checks/measure/routes.ts';
import type { OdooSeries } from '../../../source/domain/odoo/odoo-series.ts';
import type { FailingRoute, Route } from '../../../source/domain/routing/route.ts';
import { buildFactsWithDomain, buildServer } from '../../domain/routing/build-facts.ts';
import {
  askedSender,
  loginFirstLine,
  notOwnerLine,
  queueSender,
  sendingRoute,
  untriedSender,
} from '../../support/envelopes.ts';
import { relaySession } from '../../support/relay-session.ts';

const anna = 'anna@acme.example';
const way = (route: Route, mails = 1, from: string | null = anna): SenderRoute => ({
  sender: queueSender(from, mails),
  route,
  olderBuilds: undefined,
});
const failing = (failure: FailingRoute['failure']): Route => ({
  kind: 'fails',
  why: 'forced',
  server: sendingRoute().server,
  failure,
});
const through = (id: number, envelopeFrom = anna) =>
  sendingRoute({ envelopeFrom, server: { kind: 'row', server: buildServer({ id }) } });

describe('mails for which Odoo finds no address to send from', () => {
  const personal = failing({ kind: 'personal', server: buildServer({ id: 5, name: 'Ann’s' }) });
  const judge = (routes: readonly SenderRoute[], series: OdooSeries = 18, parameters = {}) =>
    judgeLost(routes, parameters, series);

  test.each<[string, readonly SenderRoute[]]>([
    ['that can be sent', [way(sendingRoute())]],
    ['that a company would write', [way(failing({ kind: 'no-from' }), 0)]],
    [
      'that insist on an archived server, which is another step’s',
      [way(failing({ kind: 'archived', server: buildServer({ id: 1 }) }))],
    ],
  ])('are not those %s', (_, routes) => {
    expect(judge(routes)).toEqual([]);
  });

  test.each<[string, readonly SenderRoute[], OdooSeries, string, number, RegExp, RegExp]>([
    [
      'one without any',
      [way(failing({ kind: 'no-from' }), 1, null)],
      18,
      'sender.no-from',
      1,
      /^1 mail cannot leave: it has no sender/,
      /the default From of the alias domain/,
    ],
    [
      'several without any',
      [way(failing({ kind: 'no-from' }), 2, null), way(failing({ kind: 'no-from' }), 3, null)],
      16,
      'sender.no-from',
      5,
      /^5 mails cannot leave: they have no sender/,
      /mail\.default\.from and mail\.catchall\.domain/,
    ],
    [
      'with what is no address',
      [way(failing({ kind: 'bad-from', from: 'Ann' }), 2, 'Ann')],
      18,
      'sender.bad-from',
      2,
      /^2 mails cannot leave: the sender 'Ann' is no address\.$/,
      /Correct the address of the author/,
    ],
    [
      'of somebody else’s server',
      [way(personal, 2)],
      19,
      'sender.personal',
      2,
      /they insist on somebody's personal mail server, .*\(anna@acme\.example is not\)/,
      /take the owner away from that one/,
    ],
    [
      'one of somebody else’s server',
      [way(personal)],
      19,
      'sender.personal',
      1,
      /: it insists on somebody's/,
      /developer mode\)\.$/,
    ],
  ])('%s', (_, routes, series, check, explains, summary, detail) => {
    const [found, ...others] = judge(routes, series);
    expect(found).toMatchObject({
      part: check,
      status: 'fail',

      explains,
      isPersonal: check === 'sender.personal',
    });
    expect(found?.summary).toMatch(summary);
    expect(found?.detail).toMatch(detail);
    expect(others).toEqual([]);
  });

  test('that were all led to somebody’s server by one setting are told that setting', () => {
    const [found] = judge([way(personal, 2)], 19, { 'mass_mailing.mail_server_id': '5' });
    expect(found?.dedicated).toMatchObject({ subject: 'server:5', name: 'Ann’s' });
    expect(found?.detail).toMatch(/"Ann’s" was chosen for all mass mailings/);
    expect(judge([way(personal, 2)], 19, { 'mass_mailing.mail_server_id': '6' })[0]?.dedicated).toBeUndefined();
  });
});

describe('mails that a refused sender accounts for', () => {
  test.each<[string, readonly SenderRoute[], readonly SenderRoute[], number]>([
    ['are those that failed for it', [way(through(1), 2), way(through(1), 3)], [way(through(1), 9)], 5],
    ['are those that wait where none has failed', [], [way(through(1), 9)], 9],
    ['are not those through another server', [way(through(2), 2)], [way(through(2), 9)], 0],
    ['are not those of another sender', [way(through(1, 'ben@acme.example'), 2)], [], 0],
    ['are not those that have no way', [way(failing({ kind: 'no-from' }), 2)], [], 0],
  ])('%s', (_, refused, waiting, mails) => {
    expect(judgeConcerned({ refused, waiting }, 'server:1', [anna])).toBe(mails);
  });
});

describe('mails whose sender was refused earlier', () => {
  const asked = (atMail?: string) => relaySession({ report: { senders: [askedSender(anna, atMail)] } });
  const judge = (session: ReturnType<typeof relaySession>) =>
    judgeTriable([session], { refused: [way(through(1), 2)], evidence: [] });

  test('can be sent again where it is taken now', () => {
    expect(judge(asked())).toMatchObject([
      {
        subject: 'server:1',
        status: 'warn',
        explains: 2,
        leftover: true,
        summary:
          '2 mails failed because Office (mail.example.com:587) refused the sender; it takes the sender now: send them again.',
      },
    ]);
  });

  test('are not known about where something else stands before', () => {
    const [found] = judge(asked(loginFirstLine));
    expect(found).toMatchObject({ leftover: false, consequenceOf: 'credentials' });
    expect(found?.summary).toMatch(/; whether it would now could not be tried\.$/);
  });

  test('are not known about where there is no session with their server', () => {
    const [found] = judgeTriable([], { refused: [way(through(4))], evidence: [] });
    expect(found).toMatchObject({ subject: 'server:4', leftover: false, evidence: [] });
    expect(found?.summary).toContain('because server:4 refused the sender');
    expect(found).not.toHaveProperty('consequenceOf');
  });

  test.each([
    ['are refused still', asked(notOwnerLine)],
    [
      'cannot be written',
      relaySession({ report: { senders: [untriedSender(anna, { kind: 'unsendable', why: 'syntax' })] } }),
    ],
  ])('stand in another finding where they %s', (_, session) => {
    expect(judge(session)).toEqual([]);
  });

  test('are not known about where the server was asked about others only, as far as a session goes', () => {
    const session = relaySession({ report: { senders: [askedSender('ben@acme.example')] } });
    expect(judge(session)).toMatchObject([{ leftover: false, summary: expect.stringContaining('could not be tried') }]);
  });

  test('are not known about where builds differ in what they send', () => {
    const older = sendingRoute({ envelopeFrom: 'ben@acme.example' });
    const refused = [{ ...way(through(1)), olderBuilds: older }];
    const senders = [askedSender(anna), askedSender('ben@acme.example', notOwnerLine)];
    const found = judgeTriable([relaySession({ report: { senders } })], { refused, evidence: [] });
    expect(found).toMatchObject([{ leftover: false }]);
  });

  test('can be sent again only where all of them are taken', () => {
    const refused = [way(through(1)), way(through(1, 'ben@acme.example'))];
    const judgeBoth = (others: string | undefined) => {
      const senders = [askedSender(anna), askedSender('ben@acme.example', others)];
      return judgeTriable([relaySession({ report: { senders } })], { refused, evidence: [] });
    };
    expect(judgeBoth(undefined)).toMatchObject([{ leftover: true, explains: 2 }]);
    expect(judgeBoth(loginFirstLine)).toMatchObject([{ leftover: false, explains: 2, consequenceOf: 'credentials' }]);
  });

  test('and only after the message was handed over are told by their server', () => {
    const found = judgeAfterData({ refusedAfterData: [way(through(1), 1), way(through(2), 2)], evidence: [] });
    expect(found.map(({ subject, explains }) => [subject, explains])).toEqual([
      ['server:1', 1],
      ['server:2', 2],
    ]);
    expect(found[0]?.summary).toMatch(
      /^1 mail was refused after .* because the login may not send as anna@acme\.example\.$/,
    );
    expect(found[1]?.summary).toMatch(/^2 mails were refused/);
    const [lost] = judgeAfterData({ refusedAfterData: [way(failing({ kind: 'no-from' }))], evidence: [] });
    expect(lost?.summary).toMatch(/send as their sender\.$/);
  });
});

describe('every field that mail is sent as', () => {
  const list = (series: OdooSeries, changes = {}) =>
    listFromFields({
      facts: buildFactsWithDomain(series, changes),
      routes: [
        { sender: queueSender('a@x.example, b@x.example', 2) },
        { sender: queueSender('a@x.example, b@x.example', 3) },
        { sender: queueSender(null, 1) },
        { sender: queueSender('c@x.example', 0) },
      ],
      companies: [
        { id: 1, name: 'Acme', email: 'info@acme.example', active: true },
        { id: 2, name: 'Old', email: 'old@acme.example', active: false },
      ],
      configurationPath: '/etc/odoo.conf',
    }).map(({ subject, place, text }) => [subject, place, text]);

  const ofMails = [
    [null, 'From of 5 mails', 'a@x.example, b@x.example'],
    [null, 'From of 1 mail', ''],
    ['company:1', 'The company Acme', 'info@acme.example'],
  ];
  test('up to 16', () => {
    expect(list(16)).toEqual([
      ...ofMails,
      [null, 'mail.default.from', 'notifications'],
      ['conf', 'email_from', undefined],
    ]);
  });
  test('from 17 on', () => {
    const configuration = { smtpServer: 'localhost', smtpPort: 25, emailFrom: 'x@y.example', fromFilter: [] };
    expect(list(18, { configuration })).toEqual([
      ...ofMails,
      ['alias-domain:1', 'The default From of the alias domain example.org', 'notifications@example.org'],
      [null, 'mail.default.from', undefined],
      ['conf', 'email_from', 'x@y.example'],
    ]);
  });
});
