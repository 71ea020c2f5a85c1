import { describe, expect, test } from 'vitest';
import { spreadOverTime } from '../../../source/changes/retry/retry-pace.ts';
import type { Pace } from '../../../source/domain/change/pace.ts';

const now = new Date('2026-11-28T12:00:00.750Z');
const minute = 60_000;
const spanMs = { minute, hour: 60 * minute, day: 24 * 60 * minute };

describe('mails that are spread over time', () => {
  test('leave at once where the pace allows all of them in the first step', () => {
    expect(spreadOverTime(3, { mails: 600, per: 'minute' }, now)).toEqual([{ at: null, mails: 3 }]);
  });

  test('leave in even steps, at whole seconds, the rest last', () => {
    expect(spreadOverTime(25, { mails: 10, per: 'minute' }, now)).toEqual([
      { at: null, mails: 10 },
      { at: new Date('2026-11-28T12:01:01Z'), mails: 10 },
      { at: new Date('2026-11-28T12:02:01Z'), mails: 5 },
    ]);
  });

  test('120 an hour are ten every five minutes', () => {
    const slots = spreadOverTime(30, { mails: 120, per: 'hour' }, now);
    expect(slots.map(({ mails }) => mails)).toEqual([10, 10, 10]);
    expect(slots[1]?.at).toEqual(new Date('2026-11-28T12:05:01Z'));
  });

  test('one a day leaves once a day', () => {
    expect(spreadOverTime(2, { mails: 1, per: 'day' }, now)[1]?.at).toEqual(new Date('2026-11-29T12:00:01Z'));
  });

  test.each<[mails: number, pace: Pace]>([
    [1, { mails: 1, per: 'minute' }],
    [1_000, { mails: 7, per: 'hour' }],
    [5_000, { mails: 500, per: 'day' }],
    [20_000, { mails: 100, per: 'hour' }],
    [100_000, { mails: 20, per: 'minute' }],
  ])('%i mails at %o: all of them leave, no span sees more, and there are at most 1,000 steps', (mails, pace) => {
    const slots = spreadOverTime(mails, pace, now);
    expect(slots.reduce((sum, slot) => sum + slot.mails, 0)).toBe(mails);
    const times = slots.map(({ at }) => at?.getTime() ?? now.getTime());
    // A step as long as the span itself is as seldom as it gets.
    const stepMs = slots.length < 3 ? 0 : (times[2] ?? 0) - (times[1] ?? 0);
    if (stepMs < spanMs[pace.per]) expect(slots.length).toBeLessThanOrEqual(1_000);
    for (const [index, start] of times.entries()) {
      const within = slots.filter(
        (_, other) => (times[other] ?? 0) >= start && (times[other] ?? 0) - start < spanMs[pace.per],
      );
      const sum = within.reduce((total, slot) => total + slot.mails, 0);
      expect(sum, `from step ${index}`).toBeLessThanOrEqual(pace.mails);
      if (index > 50) break;
    }
  });
});
