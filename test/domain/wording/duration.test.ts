import { afterEach, describe, expect, test } from 'vitest';
import {
  formatAge,
  formatClock,
  formatDateTime,
  formatDuration,
  tellTimes,
  zoneAt,
} from '../../../source/domain/wording/duration.ts';

const minute = 60_000;
const hour = 60 * minute;

describe('a duration is said in the two units a person would name', () => {
  test.each([
    [0, '0 s'],
    [-5_000, '0 s'],
    [59_999, '59 s'],
    [4 * minute + 30_000, '4 m'],
    [2 * hour + 52 * minute, '2 h 52 m'],
    [6 * hour + 3 * minute, '6 h 03 m'],
    [76 * hour, '3 d 4 h'],
  ])('%i ms is %s', (ms, words) => {
    expect(formatDuration(ms)).toBe(words);
  });
});

test('an age nobody knows is a dash', () => {
  expect(formatAge(null, new Date())).toBe('—');
});

test('a clock time of another day carries its date', () => {
  const now = new Date(2026, 10, 24, 12, 4);
  expect(formatClock(new Date(2026, 10, 24, 9, 12), now)).toBe('09:12');
  expect(formatClock(new Date(2026, 10, 23, 9, 12), now)).toBe('2026-11-23 09:12');
});

describe('a moment that stands alone', () => {
  const usual = process.env['TZ'];
  afterEach(() => {
    process.env['TZ'] = usual;
  });
  const summer = new Date('2026-07-24T22:12:00Z');

  test.each([
    ['UTC', '2026-07-24 22:12 UTC'],
    ['Europe/Berlin', '2026-07-25 00:12 CEST'],
    ['America/Sao_Paulo', '2026-07-24 19:12 GMT-3'],
    ['Asia/Kolkata', '2026-07-25 03:42 GMT+5:30'],
  ])('in %s is told in that zone, which is named: %s', (zone, told) => {
    process.env['TZ'] = zone;
    expect(formatDateTime(summer)).toBe(told);
  });

  test('the name of the zone follows the season', () => {
    process.env['TZ'] = 'Europe/Berlin';
    expect(zoneAt(new Date('2026-11-24T12:00:00Z'))).toBe('CET');
  });
});

test.each([
  ['next=2026-11-24T09:12:05Z  id=3', 'next=2026-11-24 14:42:05 GMT+5:30  id=3'],
  ['with parts of a second 2026-11-24T09:12:05.123Z', 'with parts of a second 2026-11-24 14:42:05 GMT+5:30'],
  ['no moment: 2026-99-24T09:12:05Z, 2026-11-24', 'no moment: 2026-99-24T09:12:05Z, 2026-11-24'],
])('moments in a text are told in the zone of whoever reads: %s', (text, told) => {
  const usual = process.env['TZ'];
  process.env['TZ'] = 'Asia/Kolkata';
  try {
    expect(tellTimes(text)).toBe(told);
  } finally {
    process.env['TZ'] = usual;
  }
});
