import { expect, test } from 'vitest';
import { describeLeft } from '../../source/causes/rate-limit/backlog-check.ts';
import { isWorse, type LastRefusal } from '../../source/causes/rate-limit/last-refusals.ts';
import { describeReturn } from '../../source/causes/rate-limit/rate-refusals-check.ts';

const now = new Date('2026-11-24T12:00:00Z');
const later = new Date('2026-11-25T11:00:00Z');
const before = new Date('2026-11-24T11:00:00Z');

test.each([
  [
    'a sliding window',
    { at: later, reset: { kind: 'sliding', windowMs: 24 * 3_600_000 } },
    'all of it is back at 2026-11-25 11:00 UTC at the latest',
  ],
  [
    'a time of day',
    { at: later, reset: { kind: 'daily', utc: '11:00' } },
    'comes back at 2026-11-25 11:00 UTC, every day at 11:00 UTC',
  ],
  ['a month', { at: later, reset: { kind: 'monthly' } }, 'comes back with the month, at 2026-11-25 11:00 UTC'],
  [
    'nothing that is known',
    { at: later, reset: null },
    'is not known; a try is usually worth it at 2026-11-25 11:00 UTC',
  ],
  [
    'what is over already',
    { at: before, reset: null },
    'is not known; the usual wait was over at 2026-11-24 11:00 UTC',
  ],
] as const)('the return of an allowance has a clock time: %s', (_, back, words) => {
  expect(describeReturn(back, now)).toContain(words);
});

test.each([
  [
    'the server said that none is',
    { left: 0, refusedAt: before },
    'None is left for now: the server said 1 h 00 m ago',
  ],
  ['several servers send', { left: null, refusedAt: undefined }, 'How many are left is not known'],
  ['one server sends', { left: 2_000, refusedAt: undefined }, '2 000 are left for now'],
])('how many are left where %s', (_, tight, words) => {
  expect(describeLeft(tight, now)).toContain(words);
});

test('the refusal that keeps a server longest names it, of two alike the later', () => {
  const daily: LastRefusal = {
    class: 'rate.daily',
    at: before,
    back: { at: later, reset: null },
    advice: '',
    sample: '',
    codes: '',
  };
  const burst: LastRefusal = { ...daily, class: 'rate.burst', at: now, back: { at: now, reset: null } };
  expect(isWorse(daily, burst)).toBe(true);
  expect(isWorse(burst, daily)).toBe(false);
  expect(isWorse({ ...daily, at: now }, daily)).toBe(true);
});
