import { describe, expect, test } from 'vitest';
import type { RouteStep } from '../../../source/domain/routing/route.ts';
import { buildFacts, buildServer, route } from './build-facts.ts';

const stepFor = (series: 15 | 16 | 17 | 18 | 19, fromFilter: string, from = 'Ann@Example.com'): RouteStep =>
  route(buildFacts(series, { servers: [buildServer({ id: 1, fromFilter })] }), { from }).why;

describe.each([15, 16, 17, 18, 19] as const)('A from_filter in %i', (series) => {
  test.each<[string, RouteStep]>([
    ['ann@example.com', 'address'],
    ['ANN@EXAMPLE.COM', 'address'],
    [' ann@example.com ', 'address'],
    ['"Ann" <ann@example.com>', 'address'],
    ['Example.COM', 'domain'],
    ['example.com.', 'fallback'],
    ['sub.example.com', 'fallback'],
    ['@example.com', 'fallback'],
    ['', 'no-filter'],
  ])('%j gives: %s', (filter, step) => {
    expect(stepFor(series, filter)).toBe(step);
  });

  test('is compared with the address, not the display name', () => {
    expect(stepFor(series, 'example.com', '"bob@other.net" <ann@example.com>')).toBe('domain');
  });
});

describe.each([15, 16] as const)('%i takes it as it stands', (series) => {
  test.each(['ann@example.com, bob@example.com', 'other.net,example.com', ' example.com'])(
    'so %j fits nobody',
    (filter) => {
      expect(stepFor(series, filter)).toBe('fallback');
    },
  );

  test('so one address among domains counts as the only thing there', () => {
    expect(stepFor(series, 'ann@example.com, other.net')).toBe('address');
    expect(stepFor(series, 'bob@other.net, example.com')).toBe('fallback');
  });
});

describe.each([17, 18, 19] as const)('%i parts it at commas', (series) => {
  test.each<[string, RouteStep]>([
    ['other.net, ann@example.com', 'address'],
    ['other.net,example.com', 'domain'],
    [' example.com ', 'domain'],
    [',example.com,', 'domain'],
  ])('so %j gives: %s', (filter, step) => {
    expect(stepFor(series, filter)).toBe(step);
  });
});

describe('The filter of odoo.conf', () => {
  const configuration = {
    smtpServer: 'relay',
    smtpPort: 25,
    emailFrom: 'odoo@example.org',
    fromFilter: ['example.org'],
  };

  test.each([15, 16, 17, 18, 19] as const)('in %i turns a foreign From into email_from', (series) => {
    const result = route(buildFacts(series, { configuration }));
    expect(result).toMatchObject({ kind: 'sends', why: 'conf', headerFrom: '"Ann" <odoo@example.org>' });
  });

  test.each([15, 16, 17, 18, 19] as const)('in %i gives way to mail.default.from_filter', (series) => {
    const parameters = { 'mail.default.from_filter': 'example.com' };
    const result = route(buildFacts(series, { configuration, parameters }));
    expect(result).toMatchObject({ kind: 'sends', headerFrom: '"Ann" <ann@example.com>' });
  });

  test('that fits nobody sends as email_from, before January 2024 as the author', () => {
    const misfit = { ...configuration, fromFilter: ['other.net'] };
    expect(route(buildFacts(16, { configuration: misfit }))).toMatchObject({ headerFrom: '"Ann" <odoo@example.org>' });
    expect(route(buildFacts(16, { configuration: misfit, fallbackFrom: 'author' }))).toMatchObject({
      headerFrom: '"Ann" <ann@example.com>',
    });
  });
});
