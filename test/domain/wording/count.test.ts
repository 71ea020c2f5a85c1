import { expect, test } from 'vitest';
import { countOf, formatCount } from '../../../source/domain/wording/count.ts';

test('thousands stand apart', () => {
  expect([0, 999, 1_204, 48_112, 5_000_000].map(formatCount)).toEqual(['0', '999', '1 204', '48 112', '5 000 000']);
});

test('one is singular, everything else plural', () => {
  expect(countOf(1, 'mail')).toBe('1 mail');
  expect(countOf(1_204, 'mail')).toBe('1 204 mails');
  expect(countOf(0, 'module waits', 'modules wait')).toBe('0 modules wait');
});
