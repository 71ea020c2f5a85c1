import { describe, expect, test } from 'vitest';
import { findEnvelopeAddress } from '../../../source/domain/routing/envelope-address.ts';
import { formatMailbox, readMailboxes } from '../../../source/domain/routing/mailbox.ts';
import { normalizeAddress, normalizeDomainOf } from '../../../source/domain/routing/normalize.ts';

const read = (text: string) => readMailboxes(text).map(({ name, address }) => [name, address]);

/* Each answer is that of Odoo's email_split_tuples on Python's getaddresses. */
describe('A header is read as Odoo reads it', () => {
  test.each([
    ['ann@example.com', ['', 'ann@example.com']],
    ['<ann@example.com>', ['', 'ann@example.com']],
    ['"Ann" <ann@example.com>', ['Ann', 'ann@example.com']],
    ['Ann  Lee < ann@example.com >', ['Ann Lee', 'ann@example.com']],
    ['Ann ann@example.com', ['Ann', 'ann@example.com']],
    ['J. Doe <j@example.com>', ['J. Doe', 'j@example.com']],
    ['"Doe, Jane" <jane@example.com>', ['Doe, Jane', 'jane@example.com']],
    ['"A \\"q\\" B" <a@example.com>', ['A "q" B', 'a@example.com']],
    ['jane@example.com (Jane Doe)', ['Jane Doe', 'jane@example.com']],
    ['Ann (work) <ann@example.com>', ['Ann (work)', 'ann@example.com']],
    ['ann @ example.com', ['', 'ann@example.com']],
    ['Ann\n <ann@example.com>', ['Ann', 'ann@example.com']],
    ['Ann <ann@example.com', ['Ann', 'ann@example.com']],
    ['Émile <émile@exämple.org>', ['Émile', 'émile@exämple.org']],
    ['Ann <>, bob@example.org', ['', 'bob@example.org']],
  ])('%j', (text, mailbox) => {
    expect(read(text)).toEqual([mailbox]);
  });

  test.each(['', 'just a name', '"Ann"', 'Ann <ann>', 'Ann <>'])('%j holds no address', (text) => {
    expect(read(text)).toEqual([]);
  });

  test.each([
    'ann@example.com, bob@example.org',
    'ann@example.com; bob@example.org',
    'ann@example.com bob@example.org',
    'ann@example.com <bob@example.org>',
  ])('%j holds two', (text) => {
    expect(read(text)).toEqual([
      ['', 'ann@example.com'],
      ['', 'bob@example.org'],
    ]);
  });
});

test.each([
  [{ name: '', address: 'ann@example.com' }, 'ann@example.com'],
  [{ name: 'Ann', address: 'ann@example.com' }, '"Ann" <ann@example.com>'],
  [{ name: 'A "q" \\', address: 'a@example.com' }, '"A \\"q\\" \\\\" <a@example.com>'],
])('%j is written as %s', (mailbox, text) => {
  expect(formatMailbox(mailbox)).toBe(text);
});

describe('Addresses are compared', () => {
  test.each([
    ['Ann@Example.COM', 'ann@example.com'],
    ['"Ann" <Ann@Example.com>', 'ann@example.com'],
    ['Émile@Example.com', 'Émile@example.com'],
    ['ann@example.com, bob@example.org', null],
    ['example.com', null],
    [null, null],
  ])('%j as %j', (text, expected) => {
    expect(normalizeAddress(text)).toBe(expected);
  });

  test('by domain where only that is asked for', () => {
    expect(normalizeDomainOf('"Ann" <ann@Example.com>')).toBe('example.com');
    expect(normalizeDomainOf('example.com')).toBeNull();
  });
});

describe('MAIL FROM takes the last address that it finds', () => {
  test.each([
    ['"Ann" <ann@example.com>', 'ann@example.com'],
    ['Support@MyComp <support@mycompany.com>', 'support@mycompany.com'],
    ['ann@example.com, bob@example.org', 'bob@example.org'],
    ['just a name', null],
  ])('in %j', (text, expected) => {
    expect(findEnvelopeAddress(text, 14)).toBe(expected);
    expect(findEnvelopeAddress(text, 19)).toBe(expected);
  });

  test('and from 15 on no quote belongs to it', () => {
    expect(findEnvelopeAddress('"ann@example.com"', 14)).toBe('"ann@example.com"');
    expect(findEnvelopeAddress('"ann@example.com"', 15)).toBe('ann@example.com');
  });
});
