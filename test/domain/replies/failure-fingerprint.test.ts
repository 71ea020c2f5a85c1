import { describe, expect, test } from 'vitest';
import { fingerprintFailure, hashFingerprint } from '../../../source/domain/replies/failure-fingerprint.ts';

const same = (one: string, other: string): boolean => fingerprintFailure(one) === fingerprintFailure(other);

describe('two failures are one story', () => {
  test.each([
    ['but for the recipient', '550 5.1.1 <ann@acme.example> unknown', '550 5.1.1 <ben@shop.example> unknown'],
    ['but for the queue id', '451 4.3.0 queued as 4F0A1B2C', '451 4.3.0 queued as 9D8E7F60'],
    ['but for an id of digits alone', 'ticket 400000', 'ticket 500000'],
    ['but for an id that ends with a 0 or a 9', 'see abcdef0', 'see abcdef9'],
    ['but for what a link asks', 'see https://a.example/b?c=1', 'see https://a.example/b?c=2'],
    ['but for white space and quotes', "'no'  way", 'no way'],
    [
      'but for what stands in the middle of a very long text',
      `${'no '.repeat(300)}one${' no'.repeat(300)}`,
      `${'no '.repeat(300)}two${' no'.repeat(300)}`,
    ],
  ])('%s', (_, one, other) => {
    expect(same(one, other)).toBe(true);
  });
});

describe('two failures are two stories', () => {
  test.each([
    ['by their words', '550 user unknown', '550 mailbox full'],
    ['by their codes', '550 no', '552 no'],
    ['by their enhanced codes, short and long', '550 5.1.1 no', '550 5.1.2 no'],
    ['by long enhanced codes', '550 5.7.133 no', '550 5.7.134 no'],
    ['by short numbers', 'limit of 100 mails', 'limit of 200 mails'],
    ['by long words without a digit', 'mailbox unavailable', 'mailbox disabled'],
    ['by a link’s page', 'see https://a.example/spam', 'see https://a.example/limit'],
    ['by how a long text ends', `${'no '.repeat(500)}one`, `${'no '.repeat(500)}two`],
  ])('%s', (_, one, other) => {
    expect(same(one, other)).toBe(false);
  });
});

test('a story has one short name, and another story another', () => {
  const [one, other] = [
    hashFingerprint(fingerprintFailure('550 user unknown')),
    hashFingerprint(fingerprintFailure('550 mailbox full')),
  ];
  expect(one).toMatch(/^[0-9a-z]{8,14}$/);
  expect(hashFingerprint(fingerprintFailure('550 user unknown'))).toBe(one);
  expect(other).not.toBe(one);
});
