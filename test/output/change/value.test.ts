import { expect, test } from 'vitest';
import { Secret } from '../../../source/domain/secret.ts';
import { showValue } from '../../../source/output/change/value.ts';

test.each([
  ['a row that has none', null, '(empty)'],
  ['an empty text', '', "''"],
  ['a word', 'true', 'true'],
  ['a time, which Odoo keeps in UTC', '2026-11-24 12:04:00', '2026-11-24 12:04:00 UTC'],
  ['a time with fractions of a second', '2026-11-24 12:04:00.123456', '2026-11-24 12:04:00.123456 UTC'],
  ['a time within a text', 'until 2026-11-24 12:04:00', 'until 2026-11-24 12:04:00'],
  ['a day', '2026-11-24', '2026-11-24'],
  ['a secret', new Secret('hunter2'), '••••'],
] as const)('a planned value as a person sees it: %s', (_, value, shown) => {
  expect(showValue(value)).toBe(shown);
});
