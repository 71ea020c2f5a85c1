import { expect, test } from 'vitest';
import { dayScale, hourScale } from '../../source/domain/mail/queue.ts';
import { EventChart } from '../../source/queue/event-chart.ts';

const minute = 60_000;
const now = 1_000 * 5 * minute;

test('the newest five minutes stand last', () => {
  const chart = new EventChart(hourScale);
  chart.add(now, 3);
  chart.add(now - 5 * minute);
  expect(chart.read(now)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 3]);
});

test('what is older than an hour is forgotten', () => {
  const chart = new EventChart(hourScale);
  chart.add(now - 61 * minute, 7);
  expect(chart.read(now)).toEqual(Array.from({ length: 12 }, () => 0));
});

test('over a day each hour is a step', () => {
  const chart = new EventChart(dayScale);
  const hour = 60 * minute;
  chart.add(1_000 * hour, 2);
  chart.add(1_000 * hour - 23 * hour, 5);
  chart.add(1_000 * hour - 24 * hour, 9);
  expect(chart.read(1_000 * hour)).toEqual([5, ...Array.from({ length: 22 }, () => 0), 2]);
});
