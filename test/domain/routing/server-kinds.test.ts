import { describe, expect, test } from 'vitest';
import { odooSeries } from '../../../source/domain/odoo/odoo-series.ts';
import { buildFacts, buildFactsWithDomain, buildServer, chosenId, route, routeSent } from './build-facts.ts';

const configuration = { smtpServer: 'relay.example.net', smtpPort: 2525, emailFrom: undefined, fromFilter: [] };

describe.each(odooSeries)('In %i', (series) => {
  test('any row goes before odoo.conf', () => {
    const server = buildServer({ id: 1 });
    expect(route(buildFacts(series, { servers: [server], configuration })).server).toEqual({ kind: 'row', server });
  });

  test('without a row odoo.conf is used', () => {
    const result = route(buildFacts(series, { configuration }));
    expect(result).toMatchObject({ why: 'conf', server: { kind: 'conf', host: 'relay.example.net', port: 2525 } });
  });

  test('with archived rows only, odoo.conf is used', () => {
    expect(route(buildFacts(series, { servers: [buildServer({ id: 1, active: false })] })).server).toEqual({
      kind: 'conf',
      host: 'localhost',
      port: 25,
    });
  });

  test('a forced server is used whatever the filters say, and the author stays', () => {
    const servers = [
      buildServer({ id: 1, fromFilter: 'example.com' }),
      buildServer({ id: 2, fromFilter: 'other.net' }),
    ];
    const result = routeSent(buildFacts(series, { servers }), { forcedServerId: 2 });
    expect([result.why, chosenId(result)]).toEqual(['forced', 2]);
    expect(result).toMatchObject({ headerFrom: '"Ann" <ann@example.com>', envelopeFrom: 'ann@example.com' });
  });

  test('a forced server that was deleted binds nobody', () => {
    const result = route(buildFacts(series, { servers: [buildServer({ id: 1 })] }), { forcedServerId: 9 });
    expect(chosenId(result)).toBe(1);
  });
});

describe('A forced server that is archived', () => {
  const archived = buildServer({ id: 2, active: false });

  test.each([14, 15] as const)('is used by %i', (series) => {
    expect(routeSent(buildFacts(series, { servers: [archived] }), { forcedServerId: 2 }).why).toBe('forced');
  });

  test.each([16, 17, 18, 19] as const)('fails the mail in %i', (series) => {
    expect(route(buildFacts(series, { servers: [archived] }), { forcedServerId: 2 })).toMatchObject({
      kind: 'fails',
      why: 'forced',
      failure: { kind: 'archived', server: archived },
    });
  });
});

describe('A forced server keeps the author but takes the bounce address where its filter lets it', () => {
  test.each([15, 16, 17, 18, 19] as const)('%i', (series) => {
    const servers = [buildServer({ id: 1, fromFilter: 'example.org' })];
    expect(routeSent(buildFactsWithDomain(series, { servers }), { forcedServerId: 1 })).toMatchObject({
      headerFrom: '"Ann" <ann@example.com>',
      envelopeFrom: 'bounce@example.org',
    });
  });
});

test.each([17, 18, 19] as const)("%i: a cli row has odoo.conf's server and its own filter", (series) => {
  const server = buildServer({ id: 1, authentication: 'cli', host: null, port: null, fromFilter: 'example.org' });
  const result = route(buildFactsWithDomain(series, { servers: [server], configuration }));
  expect(result).toMatchObject({
    kind: 'sends',
    why: 'notifications-domain',
    server: { kind: 'row-by-conf', server, host: 'relay.example.net', port: 2525 },
    envelopeFrom: 'bounce@example.org',
  });
});

describe("19: somebody's personal server", () => {
  const own = buildServer({
    id: 1,
    fromFilter: 'ann@example.com',
    owner: { userId: 7, count: null, countedSince: null },
  });
  const shared = buildServer({ id: 2, sequence: 99, owner: null });
  const facts = buildFacts(19, { servers: [own, shared] });

  test.each([
    ["carries its owner's mail", { userId: 7 }, 1],
    ['carries mail from its address where the writer is not known', {}, 1],
    ["carries nobody else's mail, even from its address", { userId: 8 }, 2],
    ["does not carry its owner's mail from another address", { userId: 7, from: 'bob@example.org' }, 2],
  ])('%s', (_, mail, id) => {
    expect(chosenId(route(facts, mail))).toBe(id);
  });

  test('is no fallback: odoo.conf goes before it', () => {
    const result = route(buildFacts(19, { servers: [own] }), { from: 'bob@example.org' });
    expect(result.server.kind).toBe('conf');
  });

  test.each([
    ['True', 2],
    ['False', 1],
  ])('with mail.disable_personal_mail_servers = %s server %i is taken', (value, id) => {
    const parameters = { 'mail.disable_personal_mail_servers': value };
    expect(chosenId(route({ ...facts, parameters }, { userId: 7 }))).toBe(id);
  });

  test.each([
    ['of somebody else', { userId: 8 }],
    ["under an address that is not its owner's", { userId: 7, from: 'bob@example.org' }],
  ])('cannot be forced on a mail %s', (_, mail) => {
    expect(route(facts, { ...mail, forcedServerId: 1 })).toMatchObject({
      kind: 'fails',
      failure: { kind: 'personal', server: own },
    });
  });

  test('can be forced by its owner', () => {
    expect(routeSent(facts, { userId: 7, forcedServerId: 1 }).why).toBe('forced');
  });
});
