import { describe, expect, test } from 'vitest';
import {
  answers,
  describeRows,
  isUsableServer,
  isWorthReviving,
} from '../../../source/causes/no-server/active-servers-check.ts';
import { groupByServer } from '../../../source/causes/no-server/forced-server-check.ts';
import { describeCopy, describeFallback, leadsSomewhere } from '../../../source/causes/no-server/neutralized-check.ts';
import { chooseSequence } from '../../../source/causes/no-server/remedies/prefer-server-remedy.ts';
import { isWorking, wouldCarry } from '../../../source/causes/no-server/server-order-check.ts';
import type { MailServer } from '../../../source/domain/odoo/mail-server.ts';
import type { OdooSeries } from '../../../source/domain/odoo/odoo-series.ts';
import { buildFacts, buildServer } from '../../domain/routing/build-facts.ts';
import { queueSender, replyOf, sendingRoute } from '../../support/envelopes.ts';
import { relaySession } from '../../support/relay-session.ts';

const server = (given: Partial<MailServer> = {}) => buildServer({ id: 1, ...given });

describe('a server that Odoo can send through', () => {
  const owner = { userId: 2, count: null, countedSince: null };
  test.each<[string, Partial<MailServer>, OdooSeries, boolean]>([
    ['is active and has a host', {}, 18, true],
    ['is not archived', { active: false }, 18, false],
    ['is nobody’s own', { owner }, 19, false],
    ['… which 19 says with null', { owner: null }, 19, true],
    ['has a host', { host: null }, 18, false],
    ['has one that is not blank', { host: ' ' }, 18, false],
    ['may have its host from elsewhere', { host: null, detached: 'a file gives it' }, 18, true],
    ['may take odoo.conf’s from 17 on', { host: null, authentication: 'cli' }, 17, true],
    ['may not before', { host: null, authentication: 'cli' }, 16, false],
  ])('%s', (_, given, series, usable) => {
    expect(isUsableServer(server(given), series)).toBe(usable);
  });

  test.each<[Partial<MailServer>, boolean, boolean]>([
    [{ active: false }, true, false],
    [{ active: true }, false, true],
    [{ active: false, host: null }, false, false],
    [{ active: true, host: ' ' }, false, false],
    [{ active: false, host: 'invalid' }, false, false],
    [{ active: true, host: 'invalid' }, false, false],
  ])('%j: worth reviving %s, leads somewhere %s', (given, reviving, leads) => {
    expect(isWorthReviving(server(given))).toBe(reviving);
    expect(leadsSomewhere(server(given))).toBe(leads);
  });

  test.each([
    [undefined, false],
    ['connect', false],
    ['greeting', false],
    ['ehlo', true],
    ['rcpt', true],
  ] as const)('one that came as far as %s answers: %s', (reached, does) => {
    expect(answers({ reached })).toBe(does);
  });

  test.each<[readonly Partial<MailServer>[], string]>([
    [[], 'No outgoing mail server is set up in Odoo'],
    [[{ active: false }], 'The only outgoing mail server is archived'],
    [[{ active: false }, { active: false }], 'All 2 outgoing mail servers are archived'],
    [[{ active: false }, { host: null }], 'None of the outgoing mail servers can be used by everybody or has a host'],
  ])('none of %j', (servers, words) => {
    expect(describeRows(servers.map(server))).toBe(words);
  });
});

test('mails that insist on an archived server are counted by it', () => {
  const insists = (id: number, mails: number) => ({
    sender: queueSender('a@x.example', mails),
    route: {
      kind: 'fails',
      why: 'forced',
      server: sendingRoute().server,
      failure: { kind: 'archived', server: server({ id, name: `S${id}` }) },
    } as const,
  });
  const lost = { ...insists(1, 5), route: { ...insists(1, 5).route, failure: { kind: 'no-from' } as const } };
  const sent = { sender: queueSender('a@x.example', 4), route: sendingRoute() };
  expect(groupByServer([insists(1, 2), insists(2, 1), insists(1, 3), insists(3, 0), lost, sent])).toEqual([
    { id: 1, name: 'S1', mails: 5 },
    { id: 2, name: 'S2', mails: 1 },
  ]);
});

describe('a neutralized copy', () => {
  test.each<[Parameters<typeof describeCopy>[0], RegExp]>([
    [{ servers: undefined, runs: true, fallback: undefined }, /Whether it does could not be read\.$/],
    [{ servers: [], runs: undefined, fallback: undefined }, /Whether it does could not be read\.$/],
    [{ servers: [], runs: true, fallback: undefined }, /and it does not: none of its mail servers leads anywhere\.$/],
    [
      { servers: ['Office'], runs: true, fallback: undefined },
      /and yet it can: the mail server "Office" is active and the queue runner is switched on\.$/,
    ],
    [
      { servers: ['Office'], runs: false, fallback: undefined },
      /Its queue runner is switched off, but the mail server "Office" is active, so that single mails may leave\.$/,
    ],
    [{ servers: [], runs: true, fallback: 'conf answers,' }, /and yet it can: conf answers, and the queue runner/],
  ])('%j', (able, words) => {
    expect(describeCopy(able)).toMatch(words);
  });

  const conf = relaySession({ relay: { subject: 'conf' } });
  test.each<[string, Parameters<typeof describeFallback>, boolean]>([
    ['odoo.conf’s answers and no row is active', [[server({ active: false })], [conf]], true],
    ['a row is active', [[server()], [conf]], false],
    [
      'nobody answers there',
      [[], [relaySession({ relay: { subject: 'conf' }, report: { capabilities: undefined } })]],
      false,
    ],
    ['another answers', [[], [relaySession()]], false],
    ['rows may not be read', [undefined, [conf]], false],
    ['nothing was tried', [[], undefined], false],
  ])('can fall back on odoo.conf’s server where %s: %#', (_, given, can) => {
    expect(describeFallback(...given) !== undefined).toBe(can);
  });
});

describe('the order of servers', () => {
  const accepted = { kind: 'accepted', mechanism: 'PLAIN', reply: replyOf('auth', '235 Ok') } as const;
  const hidden = { kind: 'not-permitted', what: 'the password' } as const;
  test.each<[string, Parameters<typeof relaySession>[0], boolean]>([
    ['took the login', { relay: { login: hidden }, report: { auth: accepted } }, true],
    ['answers, and needs none', {}, true],
    ['was not reached', { report: { capabilities: undefined } }, false],
    ['was not tried with its login', { relay: { login: hidden } }, false],
    [
      'failed after the login',
      { report: { auth: accepted, failure: { kind: 'closed', stage: 'mail', reset: false } } },
      false,
    ],
  ])('works where it %s', (_, given, works) => {
    expect(isWorking(relaySession(given))).toBe(works);
  });

  const way = (from: string) => ({ sender: queueSender(from), route: sendingRoute(), olderBuilds: undefined });
  const facts = buildFacts(18, {
    servers: [server(), server({ id: 2, sequence: 20 }), server({ id: 3, sequence: 30, fromFilter: 'shop.example' })],
  });
  test.each([
    ['server:2', true],
    ['server:3', false],
    ['server:9', false],
  ])('%s would carry what goes through the first', (subject, would) => {
    expect(wouldCarry(facts, { routes: [way('ann@acme.example')] }, { subject })).toBe(would);
    expect(wouldCarry(facts, { routes: [] }, { subject })).toBe(false);
  });

  const row = (id: number, sequence: number | null, active = true) => ({ id, active, sequence });
  test.each<[string, ReturnType<typeof row>, readonly ReturnType<typeof row>[], number | undefined]>([
    ['goes before the least', row(1, 30), [row(2, 20), row(3, 10)], 9],
    ['goes before one with the same', row(1, 10), [row(2, 10)], 9],
    ['keeps one that is lower still', row(1, 5), [row(2, 10)], 5],
    ['goes before those that have one', row(1, null), [row(2, 10), row(3, null)], 9],
    ['gets the usual one where none has any', row(1, null), [row(2, null)], 10],
    ['is before those without one', row(1, 10), [row(2, null)], undefined],
    ['is alone', row(1, 10), [], undefined],
    ['is alone beside archived ones', row(1, 10), [row(2, 1, false)], undefined],
  ])('a server that is to be first %s', (_, first, others, sequence) => {
    expect(chooseSequence(first, [first, ...others])).toBe(sequence);
  });
});
