import { expect, test } from 'vitest';
import { describeWait } from '../../source/causes/rate-limit/rate-refusals-check.ts';

const now = new Date('2026-11-24T12:00:00');
const later = new Date('2026-11-24T13:30:00');

test.each<[string, Date | undefined, boolean, string]>([
  [
    'a time that is known',
    later,
    false,
    'Wait until 13:30, when the server should take mail again; then retry them at a pace (retry --pace)',
  ],
  [
    'another server',
    later,
    true,
    'Wait until 13:30, when the server should take mail again, or send them through another server; then retry them at a pace (retry --pace)',
  ],
  [
    'a time that is over',
    now,
    false,
    'Try one of them again (retry --limit 1); then the rest at a pace (retry --pace)',
  ],
  [
    'no time at all',
    undefined,
    true,
    'Try one of them again (retry --limit 1), or send them through another server; then the rest at a pace (retry --pace)',
  ],
])('what a person does about a used-up allowance: %s', (_, back, hasOthers, words) => {
  expect(describeWait(back, now, hasOthers)).toBe(words);
});
