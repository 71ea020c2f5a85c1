import { expect, test } from 'vitest';
import { findNearest, suggest } from '../../../source/domain/wording/nearest.ts';

const known = ['check', 'queue', 'retry', 'fix', 'undo', 'cron.activate'];

test.each([
  ['chekc', 'check'],
  ['chek', 'check'],
  ['Check', 'check'],
  ['checks', 'check'],
  ['quue', 'queue'],
  ['retyr', 'retry'],
  ['fxi', 'fix'],
  ['qu', 'queue'],
  ['cron', 'cron.activate'],
  ['q', undefined],
  ['cron.actvate', 'cron.activate'],
  ['status', undefined],
  ['xyz', undefined],
  ['a', undefined],
  ['', undefined],
])('%s is taken for %s', (typed, meant) => {
  expect(findNearest(typed, known)).toBe(meant);
});

test('what was likely meant comes before the rest of the advice', () => {
  expect(suggest('chekc', known, 'See --help.')).toBe('Did you mean check? See --help.');
  expect(suggest('status', known, 'See --help.')).toBe('See --help.');
});
