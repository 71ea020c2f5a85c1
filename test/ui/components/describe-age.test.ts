import { expect, test } from 'vitest';
import { describeAge } from '../../../source/ui/components/describe-age.ts';

test.each([
  [0, 'just now'],
  [59, 'just now'],
  [60, '1 m ago'],
  [7_500, '2 h 05 m ago'],
])('%i s after it was measured', (seconds, words) => {
  const at = new Date('2026-11-24T12:00:00Z');
  expect(describeAge(at, new Date(at.getTime() + seconds * 1_000))).toBe(words);
});
