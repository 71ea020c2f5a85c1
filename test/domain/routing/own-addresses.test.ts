import { describe, expect, test } from 'vitest';
import type { AliasDomain } from '../../../source/domain/odoo/alias-domain.ts';
import { findOwnAddresses } from '../../../source/domain/routing/own-addresses.ts';
import { buildFacts, buildFactsWithDomain } from './build-facts.ts';

const configuration = { smtpServer: 'localhost', smtpPort: 25, emailFrom: 'odoo@conf.example', fromFilter: [] };

describe('Up to 16 system parameters say them', () => {
  const domain = { 'mail.catchall.domain': 'example.org' } as const;

  test.each([
    [15, 'notifications', 'notifications@example.org'],
    [16, 'Notifications', 'Notifications@example.org'],
    [15, 'noreply@other.net', 'noreply@other.net'],
    [16, 'noreply@other.net', 'noreply@other.net'],
    [14, 'notifications', 'notifications@example.org'],
    [14, 'noreply@other.net', 'noreply@other.net@example.org'],
  ] as const)('in %i mail.default.from = %s makes %s', (series, sender, expected) => {
    const facts = buildFacts(series, { parameters: { ...domain, 'mail.default.from': sender } });
    expect(findOwnAddresses(facts, {}).defaultFrom).toBe(expected);
  });

  test('a whole mail.default.from needs no domain', () => {
    const facts = buildFacts(16, { parameters: { 'mail.default.from': 'noreply@other.net' } });
    expect(findOwnAddresses(facts, {})).toMatchObject({ notifications: 'noreply@other.net', bounce: null });
  });

  test.each([14, 15, 16] as const)('in %i a local part without a domain gives way to email_from', (series) => {
    const facts = buildFacts(series, { parameters: { 'mail.default.from': 'notifications' }, configuration });
    expect(findOwnAddresses(facts, {}).defaultFrom).toBe('odoo@conf.example');
  });

  test.each([
    [14, 'postmaster-odoo@example.org'],
    [15, 'postmaster-odoo@example.org'],
    [16, null],
  ] as const)('in %i the bounce address without an alias is %s', (series, bounce) => {
    expect(findOwnAddresses(buildFacts(series, { parameters: domain }), {}).bounce).toBe(bounce);
  });

  test('an empty parameter is none', () => {
    const parameters = { 'mail.catchall.domain': '', 'mail.default.from': '', 'mail.bounce.alias': 'bounce' };
    expect(findOwnAddresses(buildFacts(16, { parameters }), {})).toEqual({
      notifications: null,
      defaultFrom: null,
      bounce: null,
      catchall: null,
    });
  });
});

describe.each([17, 18, 19] as const)('In %i alias domains say them', (series) => {
  const first = buildFactsWithDomain(series).aliasDomains ?? [];
  const second: AliasDomain = {
    id: 2,
    name: 'other.net',
    sequence: 20,
    catchallAddress: 'catchall@other.net',
    bounceAddress: 'bounce@other.net',
    defaultFromAddress: null,
  };
  const facts = buildFactsWithDomain(series, { aliasDomains: [...first, second], configuration });

  test('the parameters of 16 count for nothing', () => {
    const parameters = {
      'mail.catchall.domain': 'old.example',
      'mail.default.from': 'old',
      'mail.bounce.alias': 'old',
    };
    expect(findOwnAddresses(buildFacts(series, { parameters }), {})).toEqual({
      notifications: null,
      defaultFrom: null,
      bounce: null,
      catchall: null,
    });
  });

  test("a mail's own domain goes first, the company's fills its gaps", () => {
    expect(findOwnAddresses(facts, { aliasDomainId: 2 })).toEqual({
      notifications: 'notifications@example.org',
      defaultFrom: 'notifications@example.org',
      bounce: 'bounce@other.net',
      catchall: 'catchall@other.net',
    });
  });

  test('a mail without a domain takes that of the first company, which the queue runs in', () => {
    const companies = [
      { id: 3, aliasDomainId: 2 },
      { id: 1, aliasDomainId: 1 },
    ];
    expect(findOwnAddresses({ ...facts, companies }, { aliasDomainId: null }).bounce).toBe('bounce@example.org');
  });

  test('email_from of odoo.conf is the last resort, for bounces too', () => {
    expect(findOwnAddresses(buildFacts(series, { configuration }), {})).toEqual({
      notifications: 'odoo@conf.example',
      defaultFrom: 'odoo@conf.example',
      bounce: 'odoo@conf.example',
      catchall: null,
    });
  });
});
