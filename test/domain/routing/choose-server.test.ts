import { describe, expect, test } from 'vitest';
import { odooSeries } from '../../../source/domain/odoo/odoo-series.ts';
import type { RouteStep } from '../../../source/domain/routing/route.ts';
import { buildFacts, buildFactsWithDomain, buildServer, chosenId, route } from './build-facts.ts';

const filterSeries = [15, 16, 17, 18, 19] as const;

describe.each(filterSeries)('On %i a server is chosen', (series) => {
  const open = buildServer({ id: 1 });
  const other = buildServer({ id: 2, fromFilter: 'other.net' });
  const ourDomain = buildServer({ id: 3, fromFilter: 'example.org' });
  const ourAddress = buildServer({ id: 4, fromFilter: 'notifications@example.org' });
  const domain = buildServer({ id: 5, fromFilter: 'example.com' });
  const address = buildServer({ id: 6, fromFilter: 'ann@example.com' });
  const all = [open, other, ourDomain, ourAddress, domain, address];

  test.each<[RouteStep, number]>([
    ['address', 6],
    ['domain', 5],
    ['notifications-address', 4],
    ['notifications-domain', 3],
  ])('by its filter, closest first: %s', (why, id) => {
    const facts = buildFactsWithDomain(series, { servers: all.filter((server) => server.id <= id) });
    const result = route(facts);
    expect([result.why, chosenId(result)]).toEqual([why, id]);
  });

  test('without a filter before one whose filter fits nobody', () => {
    const result = route(buildFactsWithDomain(series, { servers: [other, buildServer({ id: 7 })] }));
    expect([result.why, chosenId(result)]).toEqual(['no-filter', 7]);
  });

  test('although its filter fits nobody when there is no other', () => {
    const result = route(buildFactsWithDomain(series, { servers: [other] }));
    expect([result.why, chosenId(result)]).toEqual(['fallback', 2]);
  });

  test('never when it is archived', () => {
    const result = route(buildFacts(series, { servers: [{ ...address, active: false }, open] }));
    expect(chosenId(result)).toBe(1);
  });
});

describe.each(odooSeries)('Among equals %i takes', (series) => {
  test.each([
    ['the lower sequence', [10, 2], 2],
    ['the lower id in one sequence', [10, 10], 1],
    ['any sequence before none', [null, 99], 2],
    ['the lower id where none has a sequence', [null, null], 1],
  ])('%s', (_, [ofFirst = null, ofSecond = null], expected) => {
    const servers = [buildServer({ id: 2, sequence: ofSecond }), buildServer({ id: 1, sequence: ofFirst })];
    expect(chosenId(route(buildFacts(series, { servers })))).toBe(expected);
  });
});

describe('Up to 16 an unreadable From takes the first server whose filter names no address', () => {
  const servers = [
    buildServer({ id: 1, fromFilter: 'ann@example.com' }),
    buildServer({ id: 2, fromFilter: 'other.net' }),
  ];

  test.each(['just a name', 'ann@example.com, bob@example.org', null])('%s', (from) => {
    const result = route(buildFactsWithDomain(16, { servers }), { from });
    expect([result.why, chosenId(result)]).toEqual(['unreadable-from', 2]);
  });

  test('or the first of all', () => {
    const result = route(buildFactsWithDomain(15, { servers: servers.slice(0, 1) }), { from: 'just a name' });
    expect([result.why, chosenId(result)]).toEqual(['unreadable-from', 1]);
  });

  test('which 17 no longer does', () => {
    const result = route(buildFactsWithDomain(17, { servers }), { from: 'just a name' });
    expect([result.why, chosenId(result)]).toEqual(['fallback', 1]);
  });
});

describe('17 and later take the first of several addresses', () => {
  test('16 finds none in them', () => {
    const servers = [buildServer({ id: 1, fromFilter: 'x@y.net' }), buildServer({ id: 2, fromFilter: 'example.com' })];
    const from = 'ann@example.com, bob@example.org';
    expect(route(buildFacts(17, { servers }), { from }).why).toBe('domain');
    expect(route(buildFacts(16, { servers }), { from }).why).toBe('unreadable-from');
  });
});
