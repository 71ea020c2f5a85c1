import { expect, test } from 'vitest';
import { describeSkipped } from './skipped-reporter.ts';

test('skipped tests are counted by what they need, the most frequent first', () => {
  expect(describeSkipped(['pgbouncer', 'python3', undefined, 'python3'])).toBe(
    'skipped: 4 — needs python3: 2; needs pgbouncer: 1; not said: 1',
  );
});

test('nothing is said where nothing was skipped', () => {
  expect(describeSkipped([])).toBeUndefined();
});
