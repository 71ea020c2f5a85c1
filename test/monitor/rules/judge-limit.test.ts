import { describe, expect, test } from 'vitest';
import { forecastLimit, judgeLimits, type LimitUse } from '../../../source/monitor/rules/judge-limit.ts';

const hour = 3_600_000;
const use = (given: Partial<LimitUse>): LimitUse => ({
  subject: 'server:1',
  provider: 'Gmail',
  unit: 'messages',
  window: 'day',
  limit: 2_400,
  sent: 0,
  lastHour: 0,
  ...given,
});

describe('when a limit is reached at this pace', () => {
  test.each([
    ['a steady day that fits never', { sent: 2_300, lastHour: 95 }, undefined],
    ['a pace that a whole day of it would just fit never', { sent: 0, lastHour: 100 }, undefined],
    ['nothing before, and twice the pace: half a day', { sent: 0, lastHour: 200 }, 12 * hour],
    ['as much falls out of the window as is sent', { sent: 2_400 - 1, lastHour: 99 }, undefined],
    ['half used, at four times the pace that fits', { sent: 1_200, lastHour: 400 }, (1_200 / 350) * hour],
    ['a limit of an hour has no pace of its own', { window: 'hour', sent: 2_000, lastHour: 2_000 }, undefined],
    ['what is used up is not reached any more', { sent: 2_400, lastHour: 400 }, undefined],
  ] as const)('%s', (_title, given, expected) => {
    const left = forecastLimit(use(given));
    if (expected === undefined) expect(left).toBeUndefined();
    else expect(left).toBeCloseTo(expected, 3);
  });
});

test.each([
  ['within the time asked for', { sent: 1_200, lastHour: 400 }, 4 * hour, 'warn'],
  ['just within it', { sent: 0, lastHour: 200 }, 12 * hour, 'warn'],
  ['later than it', { sent: 0, lastHour: 200 }, 12 * hour - 1, 'ok'],
  ['at nine tenths, whatever the pace', { sent: 2_160, lastHour: 0 }, 4 * hour, 'warn'],
  ['just below nine tenths', { sent: 2_159, lastHour: 0 }, 4 * hour, 'ok'],
  ['used up', { sent: 2_400, lastHour: 0 }, 4 * hour, 'fail'],
  ['nine tenths of an hour', { window: 'hour', sent: 2_200, lastHour: 2_200 }, 4 * hour, 'warn'],
  ['not known which server sent what', { sent: undefined, lastHour: 400 }, 4 * hour, 'unknown'],
] as const)('a limit %s', (_title, given, within, level) => {
  expect(judgeLimits([use(given)], within)).toMatchObject([
    { rule: 'limit', subject: `server:1:messages:${use(given).window}`, level },
  ]);
});

test('the sentence says how much, of what, and when', () => {
  const [judged] = judgeLimits([use({ sent: 1_200, lastHour: 400 })], 4 * hour);
  expect(judged?.sentence).toBe(
    'Gmail has taken at least 1 200 of 2 400 messages in the last 24 hours; at the pace of the last hour (400 messages) its limit is reached in 3 h 25 m.',
  );
});

test('what could not be measured raises nothing and ends nothing', () => {
  expect(judgeLimits(undefined, hour)).toMatchObject([{ rule: 'limit', subject: '', level: 'unknown' }]);
  expect(judgeLimits([], hour)).toEqual([]);
});
