import { expect, test } from 'vitest';
import { describeAllSkipped, describeSkipped } from '../../source/changes/describe-skipped.ts';

const rows = (count: number, table = 'mail_mail') =>
  Array.from({ length: count }, (_, index) => ({ table, id: index + 1, columns: ['state'] }));

test.each([
  ['none', [], []],
  ['one', rows(1), ['1 row of mail_mail changed since this was planned and stays as it is: 1.']],
  [
    'a thousand, with their thousands apart',
    rows(2480),
    ['2 480 rows of mail_mail changed since this was planned and stay as they are: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, ….'],
  ],
  [
    'as many as are listed',
    rows(10),
    ['10 rows of mail_mail changed since this was planned and stay as they are: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10.'],
  ],
  [
    'pairs, which have no id',
    [{ table: 'mail_mail_res_partner_rel', id: null, columns: [] }],
    ['1 row of mail_mail_res_partner_rel changed since this was planned and stays as it is.'],
  ],
] as const)('rows that were left are counted by table: %s', (_, skipped, told) => {
  expect(describeSkipped(skipped)).toEqual(told);
});

test.each([
  ['a mail', rows(1), 'Nothing was changed: 1 mail changed since this was planned (state) and stays as it is: 1.'],
  [
    'a mail with what belongs to it',
    [...rows(1), ...rows(1, 'mail_notification')],
    'Nothing was changed: 1 mail changed since this was planned (state) and stays as it is: 1.',
  ],
  [
    'mails with what belongs to them, one of which is gone',
    [...rows(2), { table: 'mail_mail', id: 3, columns: [] }, ...rows(1, 'mail_notification')],
    'Nothing was changed: 3 mails changed or were deleted since this was planned (state) and stay as they are: 1, 2, 3.',
  ],
  [
    'one that is gone',
    [{ table: 'mail_mail', id: 3, columns: [] }],
    'Nothing was changed: 1 mail changed or was deleted since this was planned and stays as it is: 3.',
  ],
  [
    'other rows',
    rows(2, 'ir_cron'),
    'Nothing was changed: 2 rows changed since this was planned (state) and stay as they are: 1, 2.',
  ],
] as const)('where all rows were left, one sentence says so: %s', (_, skipped, told) => {
  expect(describeAllSkipped(skipped)).toBe(told);
});
