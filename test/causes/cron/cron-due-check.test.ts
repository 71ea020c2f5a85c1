import { describe, expect, test } from 'vitest';
import { judgeTurn } from '../../../source/causes/cron/cron-due-check.ts';

const now = new Date('2026-11-28T12:00:00Z');
const inMinutes = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
const minutes = (count: number): number => count * 60_000;

const hourly = { interval: { number: 1, type: 'hours' }, nextCall: inMinutes(30), changedAt: inMinutes(-10_000) };

describe('how an hourly action stands to its date', () => {
  test.each([
    ['its turn comes within the hour', {}, null, { kind: 'in-time' }],
    ['it has no date', { nextCall: null }, null, { kind: 'in-time' }],
    ['its turn came nine minutes ago: a worker may be busy', { nextCall: inMinutes(-9) }, null, { kind: 'in-time' }],
    ['its turn came an hour ago', { nextCall: inMinutes(-60) }, null, { kind: 'late', ms: minutes(60) }],
    ['it was called an hour ago, before its turn', {}, inMinutes(-60), { kind: 'late', ms: minutes(60) }],
    ['it was called a minute ago', {}, inMinutes(-1), { kind: 'in-time' }],
    [
      'it was called after its turn, which came an hour ago',
      { nextCall: inMinutes(-60) },
      inMinutes(-20),
      { kind: 'late', ms: minutes(60) },
    ],
    ['it was called, and has no date', { nextCall: null }, inMinutes(-60), { kind: 'late', ms: minutes(60) }],
    [
      'its turn came an hour ago, and its row was written a minute ago',
      { nextCall: inMinutes(-60), changedAt: inMinutes(-1) },
      null,
      { kind: 'moved', due: inMinutes(-60) },
    ],
    [
      'its row was written a minute ago, and its turn came nine minutes ago',
      { nextCall: inMinutes(-9), changedAt: inMinutes(-1) },
      null,
      { kind: 'in-time' },
    ],
    ['its date lies two hours from now: one run was left out', { nextCall: inMinutes(120) }, null, { kind: 'in-time' }],
    ['its date lies a day from now', { nextCall: inMinutes(1_440) }, null, { kind: 'far-ahead', ms: minutes(1_440) }],
    [
      'its date lies a day from now, as it runs daily',
      { nextCall: inMinutes(1_440), interval: { number: 1, type: 'days' } },
      null,
      { kind: 'in-time' },
    ],
  ])('%s', (_, given, call, turn) => {
    expect(judgeTurn({ ...hourly, ...given }, call, now)).toEqual(turn);
  });
});
