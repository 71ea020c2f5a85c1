import { describe, expect, test } from 'vitest';
import { tellTimetable } from '../../../source/output/tell/tell-timetable.ts';

const leaving = (minute: number, mails: number) => ({ at: new Date(Date.UTC(2026, 10, 30, 9, minute)), mails });
const hourly = (count: number) => Array.from({ length: count }, (_, index) => leaving(index, 75));

describe('when mails leave', () => {
  test.each([
    ['is nothing to be told where nothing leaves', [], []],
    ['is nothing to be told where all leave at once', [{ at: null, mails: 3 }], []],
    ['is told of a single later time', [leaving(5, 3)], ['3 mails at 2026-11-30 09:05 UTC']],
    [
      'is told of the first at once and of the others',
      [{ at: null, mails: 1 }, leaving(5, 2)],
      ['1 mail at once', '2 mails at 2026-11-30 09:05 UTC'],
    ],
  ])('%s', (_, timetable, lines) => {
    expect(tellTimetable(timetable)).toEqual(lines);
  });

  test('is told of six times whole, of more in the first five, a count and the last', () => {
    expect(tellTimetable(hourly(6))).toHaveLength(6);
    expect(tellTimetable([...hourly(63), leaving(59, 12)]).slice(4)).toEqual([
      '75 mails at 2026-11-30 09:04 UTC',
      '58 more like these',
      'the last, 12 mails at 2026-11-30 09:59 UTC',
    ]);
  });
});
