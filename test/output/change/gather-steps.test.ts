import { describe, expect, test } from 'vitest';
import type { DatabaseStep, RowChange } from '../../../source/domain/change/plan.ts';
import { gatherSteps, hasManyRows } from '../../../source/output/change/gather-steps.ts';
import { rowLines } from '../../../source/output/change/plan-lines.ts';

const rows = (from: number, count: number): readonly RowChange[] =>
  Array.from({ length: count }, (_, index) => ({ id: from + index, before: { a: '1' }, after: { a: '2' } }));
const update = (from: number, count: number): DatabaseStep => ({
  kind: 'update-rows',
  table: 'mail_mail',
  rows: rows(from, count),
});
const insert = (at: string): DatabaseStep => ({
  kind: 'insert-row',
  table: 'ir_cron_trigger',
  name: at,
  values: { call_at: at },
});
const remove: DatabaseStep = { kind: 'delete-rows', table: 'mail_mail', rows: [{ id: '7', a: 'x' }] };

describe('the steps of a plan', () => {
  test('alike ones of all transactions are one, in the order in which they come', () => {
    const gathered = gatherSteps({
      transactions: [[update(1, 3)], [update(4, 2), insert('09:00')], [insert('10:00')]],
    });
    expect(gathered.map(({ kind, table, rows: all }) => [kind, table, all.length])).toEqual([
      ['update-rows', 'mail_mail', 5],
      ['insert-row', 'ir_cron_trigger', 2],
    ]);
  });

  test('the same table changed in two ways is told twice', () => {
    expect(gatherSteps({ transactions: [[update(1, 1), remove]] })).toHaveLength(2);
  });

  test.each([
    ['five rows of a kind in two transactions are told whole', [[update(1, 3)], [update(4, 2)]], false],
    ['six are not', [[update(1, 3)], [update(4, 3)]], true],
    ['five of each of two kinds are', [[update(1, 5)], Array.from({ length: 5 }, () => insert('09:00'))], false],
  ])('%s', (_, transactions, isLong) => {
    expect(hasManyRows({ transactions })).toBe(isLong);
  });

  test('of 290 rows the first five stand there, and 285 more', () => {
    const lines = rowLines({ transactions: [[update(1, 200)], [update(201, 90)]] });
    expect(lines).toHaveLength(6);
    expect(lines.slice(4)).toEqual(['mail_mail 5  a: 1 → 2', '… and 285 more rows of mail_mail']);
  });

  test('of new and deleted rows likewise', () => {
    const lines = rowLines({ transactions: [Array.from({ length: 8 }, () => insert('09:00')), [remove]] });
    expect(lines.slice(4)).toEqual([
      'new row of ir_cron_trigger: call_at 09:00',
      '… and 3 more new rows of ir_cron_trigger',
      'delete from mail_mail: id 7',
    ]);
  });
});
