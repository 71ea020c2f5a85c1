import { describe, expect, test } from 'vitest';
import { hasMissedRun, hasRunLately, intervalOf, lateBy } from '../../../source/domain/odoo/cron-timing.ts';
import { cronWith } from '../../support/queue-cron.ts';

const minute = 60_000;
const now = new Date('2026-11-28T12:00:00Z');
const ago = (minutes: number): Date => new Date(now.getTime() - minutes * minute);

describe('the time from one run to the next', () => {
  test.each([
    [{ number: 5, type: 'minutes' }, 5],
    [{ number: 2, type: 'hours' }, 120],
    [{ number: 1, type: 'days' }, 1_440],
    [{ number: 1, type: 'weeks' }, 10_080],
    [{ number: 1, type: 'months' }, 43_200],
    [{ number: null, type: 'minutes' }, 1],
    [{ number: 3, type: 'fortnights' }, 180],
    [{ number: null, type: null }, 60],
  ])('%j is %i minutes', (interval, minutes) => {
    expect(intervalOf({ interval })).toBe(minutes * minute);
  });
});

describe('how long a run could have been and was not', () => {
  test.each([
    ['its time has not come', { nextCall: ago(-5) }, 0],
    ['no time is set', { nextCall: null }, 0],
    ['due since half an hour', { nextCall: ago(30) }, 30],
    ['due since half an hour, but switched on ten minutes ago', { nextCall: ago(30), changedAt: ago(10) }, 10],
    ['written before it was due', { nextCall: ago(30), changedAt: ago(90) }, 30],
  ])('%s', (_, parts, minutes) => {
    expect(lateBy(cronWith(parts), now)).toBe(minutes * minute);
  });
});

describe('whether somebody runs it', () => {
  test.each([
    ['it never ran', null, undefined, false],
    ['it ran within the interval', ago(30), undefined, true],
    ['it ran an interval and the tolerated delay ago', ago(70), undefined, true],
    ['it ran before that', ago(71), undefined, false],
    ['it ran since the process was started', ago(30), ago(40), true],
    ['it ran within the interval, but before the process was started', ago(30), ago(20), false],
    ['it ran at the moment when the process was started', ago(30), ago(30), false],
  ])('%s', (_, lastCall, since, expected) => {
    expect(hasRunLately(cronWith({ lastCall }), now, since)).toBe(expected);
  });
});

describe('whether its turn came and nobody ran it', () => {
  test.each([
    ['not due, and it ran lately', { nextCall: ago(-5), lastCall: ago(55) }, false],
    ['due within the tolerated delay', { nextCall: ago(10), lastCall: ago(70) }, false],
    ['due for longer', { nextCall: ago(11), lastCall: ago(60) }, true],
    ['its next run was set anew, but the last is long past', { nextCall: ago(-5), lastCall: ago(71) }, true],
    ['it never ran, and is not due', { nextCall: ago(-5) }, false],
  ])('%s', (_, parts, expected) => {
    expect(hasMissedRun(cronWith(parts), now)).toBe(expected);
  });
});
