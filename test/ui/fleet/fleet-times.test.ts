import { expect, test } from 'vitest';
import { fleetTimes } from '../../../source/ui/fleet/fleet-times.ts';
import type { FleetRow } from '../../../source/ui/fleet/source.ts';

const at = (clock: string): Date => new Date(`2026-11-24T${clock}Z`);
const row: FleetRow = {
  database: 'acme',
  status: 'warn',
  verdict: 'Mail waits.',
  waiting: 3,
  failed: 0,
  oldestAt: at('11:00:30'),
  lastSentAt: at('11:50:30'),
};
const state = { shown: [row], window: { first: 0, height: 5, cursor: 0 } };
const beyond = { shown: [row], window: { first: 1, height: 5, cursor: 1 } };

test.each([
  ['within the minute nothing else is shown', state, '12:00:01', '12:00:20', true],
  ['an age that a row shows grew', state, '12:00:01', '12:00:31', false],
  ['an age that nobody sees grew', beyond, '12:00:01', '12:00:31', true],
  ['the clock went on', beyond, '12:00:59', '12:01:00', false],
])('the table is drawn anew where a time changes that it shows: %s', (_, shown, one, other, isSame) => {
  expect(fleetTimes(shown, at(one)) === fleetTimes(shown, at(other))).toBe(isSame);
});
