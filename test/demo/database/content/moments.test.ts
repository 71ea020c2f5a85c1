import { expect, test } from 'vitest';
import { spread, toUtc, workingMoments } from '../../../../source/demo/database/content/moments.ts';
import { createRandom } from '../../../../source/demo/database/content/random.ts';

const now = new Date('2026-11-24T22:15:30Z');

test('working moments are as many as asked for, in order, and over before now', () => {
  const moments = workingMoments(5000, 60, now, createRandom(1)).map((moment) => moment.getTime());
  expect(moments).toHaveLength(5000);
  expect(moments).toEqual([...moments].sort((a, b) => a - b));
  expect(moments.at(-1)).toBeLessThan(now.getTime());
  expect(moments[0]).toBeGreaterThanOrEqual(now.getTime() - 60 * 86_400_000);
});

test('the same seed gives the same moments', () => {
  expect(workingMoments(500, 10, now, createRandom(7))).toEqual(workingMoments(500, 10, now, createRandom(7)));
});

test('the last hours are busy whenever the demo starts, and the day before is a quiet Sunday', () => {
  const moments = workingMoments(48_000, 60, now, createRandom(1));
  const between = (from: number, to: number): number =>
    moments.filter((moment) => {
      const hoursAgo = (now.getTime() - moment.getTime()) / 3_600_000;
      return hoursAgo >= from && hoursAgo < to;
    }).length;
  expect(between(0, 4)).toBeGreaterThan(200);
  expect(between(12, 36)).toBeLessThan(between(0, 4));
});

test('moments are spread between two others', () => {
  const from = new Date('2026-11-24T10:00:00Z');
  const to = new Date('2026-11-24T11:00:00Z');
  const moments = spread(50, from, to, createRandom(3));
  expect(moments.every((moment) => moment >= from && moment < to)).toBe(true);
});

test('a moment is written as Odoo stores it', () => {
  expect(toUtc(now)).toBe('2026-11-24 22:15:30');
});
