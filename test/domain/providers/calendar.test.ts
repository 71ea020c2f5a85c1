import { describe, expect, test } from 'vitest';
import { judgePasswordEnd, type PasswordUse } from '../../../source/domain/providers/calendar.ts';

const use: PasswordUse = {
  host: 'smtp.office365.com',
  title: 'Office (smtp.office365.com:587)',
  byPassword: true,
  login: 'accepted',
};

const judge = (changes: Partial<PasswordUse>, date: string) =>
  judgePasswordEnd({ ...use, ...changes }, new Date(`${date}T12:00:00Z`));

describe('the end of password logins at Microsoft 365', () => {
  test.each<[string, Partial<PasswordUse>, string, 'ok' | 'warn' | undefined, RegExp?]>([
    ['is a warning a month before', {}, '2026-11-28', 'warn', /^In 33 days, on 2026-12-31, Microsoft 365 switches/],
    ['is a warning 90 days before', {}, '2026-10-02', 'warn', /^In 90 days/],
    ['is no warning 91 days before', {}, '2026-10-01', 'ok', /^In 91 days/],
    ['is a warning on the day before', {}, '2026-12-30', 'warn', /^In 1 day,/],
    ['has come on the day itself', {}, '2026-12-31', 'ok', /since 2026-12-31; .* still takes the one/],
    ['is no warning afterwards where the login is taken all the same', {}, '2027-03-01', 'ok', /still takes the one/],
    ['is one afterwards where it is refused', { login: 'refused' }, '2027-03-01', 'warn', /and Office .* uses one/],
    ['is one afterwards where it was not tried', { login: 'not-tried' }, '2027-03-01', 'warn', /uses one/],
    ['knows the name in capitals and with a dot', { host: 'SMTP.Office365.com.' }, '2026-11-28', 'warn', /33 days/],
    ['knows the older endpoint', { host: 'smtp-legacy.office365.com' }, '2026-11-28', 'warn', /33 days/],
    ['does not concern OAuth', { byPassword: false }, '2026-11-28', undefined],
    ['does not concern others', { host: 'smtp.gmail.com' }, '2026-11-28', undefined],
    ['does not concern a name that only ends alike', { host: 'notsmtp.office365.com' }, '2026-11-28', undefined],
    ['does not concern the national clouds', { host: 'smtp.office365.us' }, '2026-11-28', undefined],
  ])('%s', (_name, changes, date, status, words) => {
    const outlook = judge(changes, date);
    expect(outlook?.status).toBe(status);
    if (words !== undefined) expect(outlook?.summary).toMatch(words);
  });

  test('says who can put it off, what comes after, and where that was read', () => {
    const detail = judge({}, '2026-11-28')?.detail ?? '';
    expect(detail).toContain('by OAuth');
    expect(detail).toContain('An administrator of the tenant can switch them on again');
    expect(detail).toContain('second half of 2027');
    expect(detail).toContain('MC786329 as of 27 January 2026');
  });
});
