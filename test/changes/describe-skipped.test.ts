import { expect, test } from 'vitest';
import { describeSkipped } from '../../source/changes/describe-skipped.ts';

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
    'pairs, which have no id',
    [{ table: 'mail_mail_res_partner_rel', id: null, columns: [] }],
    ['1 row of mail_mail_res_partner_rel changed since this was planned and stays as it is.'],
  ],
] as const)('rows that were left are counted by table: %s', (_, skipped, told) => {
  expect(describeSkipped(skipped)).toEqual(told);
});
