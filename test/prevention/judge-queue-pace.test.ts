import { expect, test } from 'vitest';
import { dayMs, hourMs } from '../../source/lib/time-units.ts';
import {
  type AllowedPace,
  judgeAllowance,
  judgeCapacity,
  judgeSessionSize,
  type PaceFacts,
} from '../../source/prevention/judge-queue-pace.ts';

const facts = (rest: Partial<PaceFacts> = {}): PaceFacts => ({
  perRun: 1_000,
  intervalMs: hourMs,
  lastDay: 100,
  ...rest,
});
const endless = Number.POSITIVE_INFINITY;

test.each<[string, PaceFacts, string, RegExp]>([
  ['little', facts(), 'ok', /up to 1 000 mails every 1 h 00 m, which is 24 000 a day; at least 100 mails/],
  ['half of what it can', facts({ lastDay: 12_000 }), 'ok', /24 000 a day/],
  ['more than half', facts({ lastDay: 12_001 }), 'warn', /a busy day leaves a backlog/],
  ['a run every two days', facts({ intervalMs: 2 * dayMs, lastDay: 501 }), 'warn', /which is 1 000 a day/],
  ['an unknown interval', facts({ intervalMs: null, lastDay: 10 ** 6 }), 'unknown', /is not known/],
  ['no end of a run', facts({ perRun: endless, lastDay: 10 ** 6 }), 'ok', /until the queue is empty/],
  ['an interval of none', facts({ intervalMs: 0, lastDay: 501 }), 'warn', /1 000 a day/],
])('the queue has to carry %s', (_, given, status, words) => {
  const judged = judgeCapacity(given);
  expect(judged.status).toBe(status);
  expect(judged.summary).toMatch(words);
});

const daily: AllowedPace = {
  server: 'Out',
  provider: 'Mailer',
  count: 2_000,
  unit: 'messages',
  window: 'day',
  windowMs: dayMs,
};
const hourly: AllowedPace = { ...daily, window: 'hour', windowMs: hourMs };

test.each<[string, PaceFacts, AllowedPace, string, RegExp]>([
  ['cannot be reached', facts({ perRun: 80 }), daily, 'ok', /sends at most 1 920 in that time/],
  ['is exactly what it can', facts({ perRun: 2_000 }), hourly, 'ok', /at most 2 000/],
  ['is far away', facts({ lastDay: 1_000 }), daily, 'ok', /is far from it/],
  ['comes near', facts({ lastDay: 1_001 }), daily, 'warn', /may send 24 000 in that time through Out/],
  ['an hour’s, at a day’s volume', facts({ perRun: 3_000, lastDay: 24_000 }), hourly, 'ok', /far from it/],
  ['an hour’s, that comes near', facts({ perRun: 3_000, lastDay: 24_001 }), hourly, 'warn', /may send 3 000/],
  ['nothing holds', facts({ perRun: endless, lastDay: 1_500 }), daily, 'warn', /knows no limit of its own/],
])('a limit that %s', (_, given, allowed, status, words) => {
  const judged = judgeAllowance(given, allowed);
  expect(judged.status).toBe(status);
  expect(judged.summary).toMatch(words);
});

test.each<[string | undefined, boolean, string, RegExp]>([
  [undefined, false, 'ok', /1 000 mails/],
  ['50', false, 'ok', /up to 50 mails/],
  [' +50 ', false, 'ok', /up to 50 mails/],
  ['1_000', true, 'ok', /up to 1 000 mails/],
  ['0', true, 'ok', /stands for 1 000/],
  ['0', false, 'fail', /sends nothing/],
  ['-1', true, 'fail', /"-1"/],
  ['all', true, 'fail', /"all"/],
  ['1.5', true, 'fail', /sends nothing/],
])('mail.session.batch.size %s (0 is a default: %s) is %s', (value, zeroIsDefault, status, words) => {
  const judged = judgeSessionSize(value, zeroIsDefault);
  expect(judged.status).toBe(status);
  expect(judged.summary).toMatch(words);
});
