import { describe, expect, test } from 'vitest';
import {
  adviseNext,
  judgeUnexplained,
  type Unexplained,
} from '../../source/causes/unexplained/unexplained-failures-check.ts';
import { isOvertaken } from '../../source/domain/mail/outstanding-mail.ts';
import { groupFailures } from '../../source/domain/replies/groups.ts';

const now = new Date('2026-11-28T12:00:00Z');
const hoursAgo = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000);
const groups = groupFailures([{ text: "'bool' object has no attribute 'rpartition'", count: 30 }]);

describe('failures that no cause explains', () => {
  test('are of that kind', () => {
    expect(groups.map(({ cause }) => cause)).toEqual([null]);
  });

  test.each<[name: string, given: Partial<Unexplained>, status: string]>([
    ['there are none', { groups: [] }, 'ok'],
    ['nothing went out since the first', { first: hoursAgo(3), last: hoursAgo(1), sentAt: hoursAgo(4) }, 'fail'],
    ['nothing is known to have gone out', { first: hoursAgo(90), last: hoursAgo(80), sentAt: null }, 'fail'],
    ['mail went out between them', { first: hoursAgo(3), last: hoursAgo(1), sentAt: hoursAgo(2) }, 'warn'],
    ['mail went out after them, today', { first: hoursAgo(3), last: hoursAgo(2), sentAt: hoursAgo(1) }, 'warn'],
    ['mail went out after them, long ago', { first: hoursAgo(50), last: hoursAgo(25), sentAt: hoursAgo(1) }, 'ok'],
    [
      'they are old, and nothing went out after the last',
      { first: hoursAgo(50), last: hoursAgo(25), sentAt: hoursAgo(30) },
      'warn',
    ],
    ['Odoo kept no time', { first: null, last: null, sentAt: hoursAgo(1) }, 'fail'],
  ])('where %s', (_, given, status) => {
    expect(judgeUnexplained({ groups, first: null, last: null, sentAt: null, now, ...given })).toBe(status);
  });
});

test('where to look next is the log, and nowhere where all that failed was only put off', () => {
  const greylisted = groupFailures([
    { text: '450 4.2.0 <a@b.example>: Recipient address rejected: Greylisted', count: 2 },
  ]);
  const advise = (given: typeof groups) => {
    const [largest] = given;
    return largest === undefined
      ? expect.unreachable()
      : adviseNext(largest, { groups: given, last: hoursAgo(1), now }, 'the log');
  };
  expect(advise(groups)).toMatch(/^Look in the log at \d\d:\d\d, when the last of them failed/);
  expect(advise(greylisted)).toMatch(/^Nothing is to be mended: these mails were put off \(greylisted/);
  expect(advise([...greylisted, ...groups])).toMatch(/^Look in the log/);
  expect(advise(groupFailures([{ text: '', count: 3 }]))).toMatch(/when the last of them failed$/);
});

test('a failure is overtaken only by mail that is known to have gone out after it', () => {
  expect(isOvertaken(hoursAgo(2), hoursAgo(1))).toBe(true);
  expect(isOvertaken(hoursAgo(1), hoursAgo(2))).toBe(false);
  expect(isOvertaken(hoursAgo(1), hoursAgo(1))).toBe(false);
  expect(isOvertaken(null, hoursAgo(1))).toBe(false);
  expect(isOvertaken(hoursAgo(1), null)).toBe(false);
  expect(isOvertaken(hoursAgo(1), undefined)).toBe(false);
});
