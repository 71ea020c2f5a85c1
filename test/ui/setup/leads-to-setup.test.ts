import { expect, test } from 'vitest';
import { leadsToSetup } from '../../../source/ui/setup/leads-to-setup.ts';

const since = new Date('2026-11-24T12:00:00Z');

test.each([
  { loss: 'refused', attempts: 1, seconds: 600, leads: false },
  { loss: 'refused', attempts: 2, seconds: 0, leads: true },
  { loss: 'unreachable', attempts: 1, seconds: 600, leads: false },
  { loss: 'unreachable', attempts: 20, seconds: 29, leads: false },
  { loss: 'unreachable', attempts: 2, seconds: 30, leads: true },
  { loss: 'silent', attempts: 2, seconds: 30, leads: true },
  // The connection stands: there is nothing to set up.
  { loss: 'locked', attempts: 20, seconds: 600, leads: false },
  { loss: 'unread', attempts: 20, seconds: 600, leads: false },
] as const)(
  'what could not be read $attempts times in $seconds s ($loss) leads to the set-up screen: $leads',
  ({ loss, attempts, seconds, leads }) => {
    const now = new Date(since.getTime() + seconds * 1_000);
    expect(leadsToSetup({ reason: 'It is gone.', since, attempts, loss }, now)).toBe(leads);
  },
);
