import { describe, expect, test } from 'vitest';
import { judgePress, type Press } from '../../../source/causes/rate-limit/backlog-check.ts';
import { judgeUsages, type Usage } from '../../../source/causes/rate-limit/measure-usage.ts';
import { judgeVolume } from '../../../source/causes/rate-limit/volume-check.ts';
import { relayTo } from './relay-to.ts';

const now = new Date('2026-11-28T12:00:00Z');
const hoursAgo = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000);
const day = 24 * 3_600_000;

const none = { messages: 0, recipients: 0 };
const nothingSent = { lastHour: none, lastDay: none, complete: true, walkedBackTo: null, walkedMessages: 0 };

/** An account that may send 2,000 messages a day. */
const usage = (sent: number | undefined): Usage => {
  const [first] = judgeUsages([relayTo(1, 'smtp.gmail.com')], nothingSent);
  if (first === undefined) throw new Error('No limit is known of Gmail.');
  const limit = { count: 2_000, unit: 'messages', window: 'day', asOf: '2026-01-01', certainty: 'read' } as const;
  return { ...first, quota: { limit, unit: 'messages', windowMs: day, others: [] }, sent };
};

const press: Press = { dueNow: 100, dueInWindow: 100, lastRefusal: undefined, now };
const refusal = { class: 'rate.daily', at: hoursAgo(2), back: { at: hoursAgo(-22), reset: null } } as const;

describe('what waits, beside 2 000 messages a day', () => {
  test.each<[situation: string, sent: number | undefined, given: Partial<Press>, beyond: number | undefined]>([
    ['it fits into what is left', 500, {}, undefined],
    ['it fits exactly', 1_900, {}, undefined],
    ['one is too many', 1_901, {}, 1],
    ['the day is used up', 2_000, {}, 100],
    ['more than the day’s were sent: no less than nothing is left', 2_500, {}, 100],
    ['it leaves later, when what was sent counts no more', 2_000, { dueNow: 0 }, undefined],
    ['more leaves within the day than a day allows', 0, { dueNow: 0, dueInWindow: 4_800 }, 2_800],
    ['nobody knows what was sent, and a day would take it', undefined, {}, undefined],
    ['nobody knows what was sent, and no day takes it', undefined, { dueNow: 2_100, dueInWindow: 2_100 }, 100],
    ['the server said that the day is used up', 0, { lastRefusal: refusal }, 100],
    [
      'the server said so, and its day is over',
      0,
      { lastRefusal: { ...refusal, back: { at: hoursAgo(1), reset: null } } },
      undefined,
    ],
    [
      'the server refused for another reason than a limit',
      0,
      { lastRefusal: { ...refusal, class: 'conn.closed' } },
      undefined,
    ],
    ['nothing waits', 2_000, { dueNow: 0, dueInWindow: 0 }, undefined],
  ])('%s', (_, sent, given, beyond) => {
    expect(judgePress(usage(sent), { ...press, ...given })?.beyond).toBe(beyond);
  });

  test('what is left is said as far as it is known', () => {
    const many = { ...press, dueNow: 4_800, dueInWindow: 4_800 };
    expect(judgePress(usage(500), many)).toMatchObject({ left: 1_500, refusedAt: undefined });
    expect(judgePress(usage(undefined), many)).toMatchObject({ left: null });
    expect(judgePress(usage(500), { ...many, lastRefusal: refusal })).toMatchObject({
      left: 0,
      refusedAt: hoursAgo(2),
    });
  });

  test('4 800 mails take two days and ten hours', () => {
    expect(judgePress(usage(0), { ...press, dueInWindow: 4_800 })?.takesMs).toBe(2.4 * day);
  });
});

describe('what was sent, beside 2 000 messages a day', () => {
  test.each([
    [1_799, true, 'ok', 'has taken at least 1 799 of 2 000 messages in the last 24 hours'],
    [1_800, true, 'warn', 'has taken at least 1 800'],
    [1_999, true, 'warn', 'has taken'],
    [2_000, true, 'warn', 'allows no more for now'],
    [2_400, true, 'warn', 'allows no more for now'],
  ])('%i', (sent, complete, status, words) => {
    const found = judgeVolume(usage(sent), { complete });
    expect(found).toMatchObject({ status, subject: 'server:1:messages:day' });
    expect(found.summary).toContain(words);
  });

  test('where the time did not suffice for the whole day, it may be more', () => {
    expect(judgeVolume(usage(10), { complete: false }).detail).toContain('Not the whole day was counted');
    expect(judgeVolume(usage(10), { complete: true }).detail).not.toContain('Not the whole day was counted');
  });
});
