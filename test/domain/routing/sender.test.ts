import { describe, expect, test } from 'vitest';
import { odooSeries } from '../../../source/domain/odoo/odoo-series.ts';
import { buildFacts, buildFactsWithDomain, buildServer, route, routeSent } from './build-facts.ts';

const servers = [buildServer({ id: 1 })];
const filtered = [buildServer({ id: 1, fromFilter: 'example.org' })];
const configuration = { smtpServer: 'localhost', smtpPort: 25, emailFrom: 'odoo@conf.example', fromFilter: [] };

describe.each(odooSeries)('In %i a mail without From', (series) => {
  test.each([null, ''])('(%j) fails where Odoo has no address either', (from) => {
    expect(route(buildFacts(series, { servers }), { from })).toMatchObject({
      kind: 'fails',
      failure: { kind: 'no-from' },
    });
  });

  test('goes out as email_from', () => {
    const result = routeSent(buildFacts(series, { servers, configuration }), { from: null });
    expect(result).toMatchObject({ headerFrom: 'odoo@conf.example', envelopeFrom: 'odoo@conf.example' });
  });

  test('goes out as the notifications address', () => {
    const result = routeSent(buildFactsWithDomain(series, { servers, configuration }), { from: null });
    expect(result.headerFrom).toBe('notifications@example.org');
  });
});

describe.each(odooSeries)('In %i an unreadable From', (series) => {
  test('fails where there is no bounce address', () => {
    expect(route(buildFacts(series, { servers }), { from: 'just a name' })).toMatchObject({
      kind: 'fails',
      failure: { kind: 'bad-from', from: 'just a name' },
    });
  });

  test('goes out when bounces come back to Odoo', () => {
    const result = routeSent(buildFactsWithDomain(series, { servers }), { from: 'just a name' });
    expect(result.envelopeFrom).toMatch(/^bounce@example\.org$/);
  });
});

describe('An unreadable From at a server with a filter', () => {
  test.each([17, 18, 19] as const)('becomes the name of the notifications address in %i', (series) => {
    const result = routeSent(buildFactsWithDomain(series, { servers: filtered }), { from: 'just a name' });
    expect(result.headerFrom).toBe('"just a name" <notifications@example.org>');
  });

  test.each([15, 16] as const)('stays as it is in %i', (series) => {
    const result = routeSent(buildFactsWithDomain(series, { servers: filtered }), { from: 'just a name' });
    expect(result.headerFrom).toBe('just a name');
  });

  test.each([15, 16] as const)('fails in %i where nothing else can stand in the envelope', (series) => {
    expect(route(buildFacts(series, { servers: filtered }), { from: 'just a name' })).toMatchObject({
      kind: 'fails',
      failure: { kind: 'bad-from', from: 'just a name' },
    });
  });
});

describe.each([15, 16, 17, 18, 19] as const)('In %i the notifications address', (series) => {
  const facts = buildFactsWithDomain(series, { servers: filtered });

  test.each([
    ['"Ann" <ann@example.com>', '"Ann" <notifications@example.org>'],
    ['Ann Lee <ann@example.com>', '"Ann Lee" <notifications@example.org>'],
    ['"Lee, Ann \\"A\\"" <ann@example.com>', '"Lee, Ann \\"A\\"" <notifications@example.org>'],
    ['Zoë <zoe@example.com>', '"Zoë" <notifications@example.org>'],
    ['ann@example.com', '"ann" <notifications@example.org>'],
    ['ann@example.com (Ann)', '"Ann" <notifications@example.org>'],
  ])('keeps the name of %s', (from, expected) => {
    expect(routeSent(facts, { from }).headerFrom).toBe(expected);
  });
});

describe.each(odooSeries)('In %i Reply-To', (series) => {
  const facts = buildFactsWithDomain(series, { servers: filtered });

  test.each([
    ['is what the mail has', 'sales@example.org', 'sales@example.org'],
    ['is the author where the mail has none', null, '"Ann" <ann@example.com>'],
    ['is the catchall address in a new mail', undefined, 'catchall@example.org'],
  ])('%s', (_, replyTo, expected) => {
    expect(routeSent(facts, { replyTo }).replyTo).toBe(expected);
  });
});

describe('From with several addresses', () => {
  test.each([15, 17, 19] as const)('goes out with the first in %i', (series) => {
    const result = routeSent(buildFacts(series, { servers }), {
      from: 'Ann <ann@example.com>, bob@example.org',
      forcedServerId: 1,
    });
    expect(result.headerFrom).toBe('"Ann" <ann@example.com>');
  });

  test('is written in lower case from 17 on', () => {
    const from = 'Ann <Ann@Example.com>';
    expect(routeSent(buildFacts(17, { servers }), { from }).envelopeFrom).toBe('ann@example.com');
    expect(routeSent(buildFacts(16, { servers }), { from }).envelopeFrom).toBe('Ann@Example.com');
  });
});
