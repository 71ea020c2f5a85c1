import { expect, test } from 'vitest';
import { addPending, freshNotifier, isDue, postpone, settle } from '../../../source/monitor/notify/outbox.ts';
import type { AlertEvent } from '../../../source/monitor/state.ts';

const event = (id: string, at: number): AlertEvent => ({
  id,
  kind: 'raised',
  database: 'acme',
  rule: 'growth',
  subject: '',
  level: 'warn',
  sentence: 'More mails wait.',
  at,
  since: at,
});

test('a route that fails is tried again later each time, up to a quarter of an hour, and says why', () => {
  let state = addPending(freshNotifier, [event('a', 0)], 0);
  const waits: number[] = [];
  for (let now = 0; waits.length < 9; now = state.nextAt ?? 0) {
    state = postpone(state, 'nobody there', now);
    waits.push(((state.nextAt ?? 0) - now) / 1_000);
  }
  expect(waits).toEqual([10, 20, 40, 80, 160, 320, 640, 900, 900]);
  expect(state).toMatchObject({ failed: 9, attempts: 9, sent: 0, trouble: 'nobody there', pending: [{ id: 'a' }] });
});

test('once it takes something, it waits for nothing any more, and the next failure begins anew', () => {
  const failed = postpone(addPending(freshNotifier, [event('a', 0)], 0), 'nobody there', 0);
  const more = addPending(failed, [event('b', 5)], 5);
  expect(more.nextAt).toBe(10_000);
  const told = settle(more, [event('a', 0)], 10_000);
  expect(told).toMatchObject({ sent: 1, attempts: 0, trouble: null, sentAt: 10_000, nextAt: 10_000 });
  expect(told.pending.map(({ id }) => id)).toEqual(['b']);
  expect(postpone(told, 'gone', 20_000).nextAt).toBe(30_000);
  expect(settle(told, told.pending, 11_000)).toMatchObject({ pending: [], nextAt: null });
});

test('what is a day old is given up and counted, as is what is too much', () => {
  const day = 86_400_000;
  const state = postpone(addPending(freshNotifier, [event('a', 0), event('b', 1)], 1), 'nobody there', day);
  expect(state).toMatchObject({ dropped: 1, pending: [{ id: 'b' }] });
  expect(postpone(state, 'nobody there', day + 1)).toMatchObject({ dropped: 2, pending: [], nextAt: null });
  const many = Array.from({ length: 1_001 }, (_, index) => event(`${index}`, 0));
  const full = addPending(freshNotifier, many, 0);
  expect([full.pending.length, full.dropped, full.pending[0]?.id]).toEqual([1_000, 1, '1']);
});

test('a try is due at its time and not before, and a clock that was set back keeps nobody waiting', () => {
  const state = postpone(addPending(freshNotifier, [event('a', 0)], 0), 'nobody there', 0);
  expect([9_999, 10_000, 10_001].map((now) => isDue(state, now))).toEqual([false, true, true]);
  expect([-890_000, -890_001].map((now) => isDue(state, now))).toEqual([false, true]);
  expect(isDue(freshNotifier, 0)).toBe(false);
  expect(isDue(settle(state, state.pending, 20_000), 30_000)).toBe(false);
});
