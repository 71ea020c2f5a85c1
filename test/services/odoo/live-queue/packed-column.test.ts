import { expect, test } from 'vitest';
import {
  fillFromTexts,
  fillIds,
  fillSomeTimes,
  fillTimes,
  noTime,
} from '../../../../source/services/odoo/live-queue/packed-column.ts';

/** What `timestamp_send` gives: microseconds since 2000. */
const sent = (microseconds: bigint): string => BigInt.asUintN(64, microseconds).toString(16).padStart(16, '0');

const farthest = 8.64e15;

test.each([
  ['00000007', [7]],
  ['0003c8c57fffffff', [248_005, 2_147_483_647]],
  ['', []],
])('the ids %s are read', (digits, ids) => {
  const read = new Int32Array(ids.length);
  fillIds(read, digits);
  expect(Array.from(read)).toEqual(ids);
});

test.each([
  ['the beginning of PostgreSQL’s count', sent(0n), Date.UTC(2000, 0, 1)],
  ['a date of today', sent(849_090_600_123_400n), Date.UTC(2026, 10, 27, 10, 30, 0, 123)],
  ['half a millisecond', sent(849_090_600_123_500n), Date.UTC(2026, 10, 27, 10, 30, 0, 124)],
  ['a date before 2000', sent(-1_000_000n), Date.UTC(1999, 11, 31, 23, 59, 59)],
  ['a date in twenty thousand years', sent(631_139_040_000_000_000n), Date.UTC(22_000, 0, 1)],
  ['infinity', sent(2n ** 63n - 1n), farthest],
  ['-infinity', sent(-(2n ** 63n)), -farthest],
  ['a year that no Date reaches', sent(9_223_371_331_199_999_999n), farthest],
  ['none', noTime, Number.NaN],
])('%s is read', (_what, digits, time) => {
  const times = new Float64Array(3).fill(1);
  fillTimes(times.subarray(1, 2), digits);
  expect(Array.from(times)).toEqual([1, time, 1]);
});

test('times of some rows are put where their ids stand', () => {
  const times = new Float64Array([1, 2, 3, 4]);
  const ids = Int32Array.of(9, 3, 7, 5);
  fillSomeTimes(times, ids, `00000003${sent(0n)}00000005${noTime}`);
  expect(Array.from(times)).toEqual([1, Date.UTC(2000, 0, 1), 3, Number.NaN]);
  fillSomeTimes(times, ids, '');
  expect(times[0]).toBe(1);
});

test('texts of some rows are turned into numbers where their ids stand, blanks and all', () => {
  const times = new Float64Array(3).fill(Number.NaN);
  const asked: string[] = [];
  const toNumber = (text: string): number => asked.push(text);
  fillFromTexts(times, Int32Array.of(12, 4, 15), { texts: '12 2026-11-29 10:00:00,15 ', toNumber });
  expect(asked).toEqual(['2026-11-29 10:00:00', '']);
  expect(Array.from(times)).toEqual([1, Number.NaN, 2]);
  fillFromTexts(times, Int32Array.of(12, 4, 15), { texts: '', toNumber });
  expect(asked).toHaveLength(2);
});
