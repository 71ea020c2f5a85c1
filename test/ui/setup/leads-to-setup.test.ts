import { expect, test } from 'vitest';
import { leadsToSetup } from '../../../source/ui/setup/leads-to-setup.ts';

const since = new Date('2026-11-24T12:00:00Z');

test.each([
  { isRefused: true, attempts: 1, seconds: 600, leads: false },
  { isRefused: true, attempts: 2, seconds: 0, leads: true },
  { isRefused: false, attempts: 1, seconds: 600, leads: false },
  { isRefused: false, attempts: 20, seconds: 29, leads: false },
  { isRefused: false, attempts: 2, seconds: 30, leads: true },
])(
  'a connection that was tried $attempts times in $seconds s (refused by the server: $isRefused) leads back: $leads',
  ({ isRefused, attempts, seconds, leads }) => {
    const now = new Date(since.getTime() + seconds * 1_000);
    expect(leadsToSetup({ reason: 'It is gone.', since, attempts, isRefused }, now)).toBe(leads);
  },
);
