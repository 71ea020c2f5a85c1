import { describe, expect, test } from 'vitest';
import type { DatabaseStep } from '../../../source/domain/change/plan.ts';
import { readTimetable } from '../../../source/domain/change/timetable.ts';

const schedule = (table: string, ...dates: readonly (string | null | undefined)[]): DatabaseStep => ({
  kind: 'update-rows',
  table,
  rows: dates.map((date, id) => ({ id, before: {}, after: date === undefined ? {} : { scheduled_date: date } })),
});
const nine = '2026-11-30 09:00:00';
const ten = '2026-11-30 10:00:00';

describe('the timetable of a plan', () => {
  test.each<[string, readonly DatabaseStep[], readonly [string | null, number][]]>([
    [
      'counts the mails of each time, earliest first',
      [schedule('mail_mail', ten, nine, ten)],
      [
        [nine, 1],
        [ten, 2],
      ],
    ],
    [
      'puts what leaves at once first',
      [schedule('mail_mail', nine, null)],
      [
        [null, 1],
        [nine, 1],
      ],
    ],
    ['is empty where all leave at once', [schedule('mail_mail', null, null)], []],
    ['passes over mails that keep their time', [schedule('mail_mail', undefined, nine)], [[nine, 1]]],
    ['passes over other tables', [schedule('mail_message', nine)], []],
    [
      'passes over new rows',
      [{ kind: 'insert-row', table: 'mail_mail', name: 'one', values: { scheduled_date: nine } }],
      [],
    ],
  ])('%s', (_, steps, expected) => {
    // One time stands in several transactions where there are many mails.
    const timetable = readTimetable({ transactions: steps.map((step) => [step]) });
    expect(timetable.map(({ at, mails }) => [at?.toISOString().slice(0, 19).replace('T', ' ') ?? null, mails])).toEqual(
      expected,
    );
  });
});
