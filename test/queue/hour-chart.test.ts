import { expect, test } from 'vitest';
import { HourChart } from '../../source/queue/hour-chart.ts';

const minute = 60_000;
const now = 1_000 * 5 * minute;

test('the newest five minutes stand last', () => {
  const chart = new HourChart();
  chart.add(now, 3);
  chart.add(now - 5 * minute);
  expect(chart.read(now)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 3]);
});

test('what is older than an hour is forgotten', () => {
  const chart = new HourChart();
  chart.add(now - 61 * minute, 7);
  expect(chart.read(now)).toEqual(Array.from({ length: 12 }, () => 0));
});
