import { expect, test } from 'vitest';
import { countFoundLater } from '../../source/queue/live-queue.ts';
import type { MovedMail } from '../../source/queue/outstanding-set.ts';
import { Tally } from '../../source/queue/tally.ts';
import { TwoCharts } from '../../source/queue/two-charts.ts';

const now = Date.parse('2026-11-24T09:00:00Z');
const mails = (...ids: readonly number[]): readonly MovedMail[] =>
  ids.map((id) => ({ id, state: 'outgoing', changedAt: now, failureReason: null }) as unknown as MovedMail);

test.each([
  ['a count found what was there before', mails(3, 4), { candidates: [3, 4], readAbove: [] }, 2],
  ['they are above all that was there', mails(101, 102), { candidates: [101, 102], readAbove: [] }, 0],
  ['the highest that was there', mails(100), { candidates: [100], readAbove: [] }, 1],
  ['they were written by a transaction that began before', mails(99), { candidates: [99], readAbove: [99] }, 0],
  ['no count looked', mails(3, 101), { candidates: [], readAbove: [3, 101] }, 0],
  ['some of both', mails(3, 99, 101), { candidates: [3, 4, 99, 101], readAbove: [99] }, 1],
])('how many mails that arrived were there all along: %s', (_, arrived, seen, found) => {
  expect(countFoundLater(arrived, { ...seen, horizon: 100 })).toBe(found);
});

test.each([
  ['only new ones', 0, 3],
  ['one was there all along', 1, 2],
  ['all were', 3, 0],
])('the chart of written mails has those that came since: %s', (_, foundLater, written) => {
  const tally = new Tally();
  tally.backfill([], now);
  const refresh = {
    arrived: mails(1, 2, 3),
    changed: [],
    departed: [],
    passedThrough: 0,
    foundLater,
    writes: 0,
    isUnchanged: false,
  };
  tally.record(refresh, now);
  expect(tally.charts({ newFailures: new TwoCharts() }, now).hour.arrivals.at(-1)).toBe(written);
});

test('the chart of sent mails has no mail of which only is known that it is gone', () => {
  const tally = new Tally();
  tally.backfill([], now);
  const departed = [
    { id: 1, was: 'outgoing', became: 'sent' },
    { id: 2, was: 'outgoing', became: null, vanished: { kind: 'sent' } },
    { id: 3, was: 'outgoing', became: null, vanished: { kind: 'gone' } },
    { id: 4, was: 'outgoing', became: null, vanished: { kind: 'failed', reason: '' } },
  ] as const;
  tally.record(
    { arrived: [], changed: [], departed, passedThrough: 0, foundLater: 0, writes: 0, isUnchanged: false },
    now,
  );
  expect(tally.charts({ newFailures: new TwoCharts() }, now).hour.departures.at(-1)).toBe(2);
});
