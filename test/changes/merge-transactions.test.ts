import { describe, expect, test } from 'vitest';
import { chooseMergingPace, firstMergingPace, takeTransactions } from '../../source/changes/merge-transactions.ts';
import type { DatabaseStep, Plan } from '../../source/domain/change/plan.ts';

test.each([
  ['one alone was quick', 1, 0, 5, 2, 5],
  ['it took half of what it may', 1, 0, 15, 2, 15],
  ['it took more than half of that', 1, 0, 16, 1, 16],
  ['it took very long', 1, 0, 1_000, 1, 1_000],
  ['it took no time that could be measured', 1, 0, 0, 2, 0],
  ['two were quick: one more, not twice as many', 2, 5, 10, 3, 5],
  ['three were quick', 3, 5, 15, 4, 5],
  ['as many as may be were quick', 4, 1, 4, 4, 1],
  ['four were as slow as they may be', 4, 5, 30, 4, 7.5],
  ['four took a millisecond more than that', 4, 5, 31, 3, 7.75],
  ['four were a little slower', 4, 5, 32, 3, 8],
  ['four were slow: at once one alone', 4, 5, 80, 1, 20],
  ['one was quick after a slow one', 1, 100, 5, 1, 80],
  ['one was quick long after a slow one', 1, 15, 5, 2, 12],
  ['fewer went along than might', 1, 5, 5, 2, 5],
])('how many go at once where %s', (_, parts, lately, tookMs, next, partMs) => {
  expect(chooseMergingPace({ parts, partMs: lately }, { parts, tookMs })).toEqual({ parts: next, partMs });
});

test('the first goes alone, and so does each for a while after one that was slow', () => {
  const took = [5, 10, 15, 400, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10];
  let pace = firstMergingPace;
  const parts = took.map((tookMs) => {
    const now = pace.parts;
    pace = chooseMergingPace(pace, { parts: now, tookMs });
    return now;
  });
  expect(parts).toEqual([1, 2, 3, 4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2]);
});

const update = (id: number, more: Partial<Extract<DatabaseStep, { kind: 'update-rows' }>> = {}): DatabaseStep => ({
  kind: 'update-rows',
  table: 'mail_mail',
  rows: [{ id, unit: id, before: { state: 'exception' }, after: { state: 'outgoing' } }],
  deciding: 'state',
  ...more,
});
const takeOut = (id: number, table = 'mail_mail_res_partner_rel'): DatabaseStep => ({
  kind: 'delete-rows',
  table,
  rows: [{ mail_mail_id: String(id), res_partner_id: '7' }],
  units: [id],
});
const insert: DatabaseStep = { kind: 'insert-row', table: 'ir_cron_trigger', name: 'call', values: { cron_id: '2' } };
const wholeRow: DatabaseStep = { kind: 'delete-rows', table: 'mail_mail', rows: [{ id: '9' }] };

const planOf = (...transactions: Plan['transactions']) =>
  ({ locksQueue: true, onStaleRows: 'skip', transactions }) as const;

describe('how many of the plan’s transactions become one', () => {
  test.each<
    [situation: string, plan: Parameters<typeof takeTransactions>[0], from: number, most: number, parts: number]
  >([
    ['as many as may', planOf([update(1)], [update(2)], [update(3)]), 0, 2, 2],
    ['as many as there are', planOf([update(1)], [update(2)], [update(3)]), 1, 4, 2],
    ['one where one may', planOf([update(1)], [update(2)]), 0, 1, 1],
    ['those before one that inserts', planOf([update(1)], [update(2)], [insert], [update(3)]), 0, 4, 2],
    ['an inserting one alone', planOf([insert], [update(1)]), 0, 4, 1],
    ['one that inserts beside its rows alone', planOf([update(1), insert], [update(2)]), 0, 4, 1],
    ['those before one that deletes whole rows', planOf([update(1)], [wholeRow], [update(2)]), 0, 4, 1],
    ['those before a row that is written already', planOf([update(1)], [update(2)], [update(1)]), 0, 4, 2],
    ['those before a pair that is deleted already', planOf([takeOut(1)], [takeOut(1), update(2)]), 0, 4, 1],
    ['rows of the same number in two tables', planOf([update(1)], [update(1, { table: 'mail_message' })]), 0, 4, 2],
    ['one where the queue is not locked', { ...planOf([update(1)], [update(2)]), locksQueue: false }, 0, 4, 1],
    [
      'one where it gives up at the first row that moved',
      { ...planOf([update(1)], [update(2)]), onStaleRows: 'fail' },
      0,
      4,
      1,
    ],
  ])('%s', (_, plan, from, most, parts) => {
    const taken = takeTransactions(plan, from, most);
    expect(taken.parts).toBe(parts);
    const rows = plan.transactions.slice(from, from + parts).flatMap((steps) => steps.flatMap(rowsOf));
    expect(taken.steps.flatMap(rowsOf)).toHaveLength(rows.length);
    expect(taken.steps.flatMap(rowsOf)).toEqual(expect.arrayContaining(rows));
  });
});

const rowsOf = (step: DatabaseStep): readonly unknown[] => (step.kind === 'insert-row' ? [step.values] : step.rows);

test('steps alike are joined, each row with its unit, and others stay apart', () => {
  const { steps } = takeTransactions(
    planOf(
      [takeOut(1), update(1)],
      [takeOut(2, 'mail_mail_res_partner_cc_rel'), update(2, { unread: ['failure_reason'] })],
      [takeOut(3), update(3), update(4, { table: 'mail_message' })],
    ),
    0,
    4,
  );

  expect(
    steps.map((step) =>
      step.kind === 'update-rows'
        ? [step.table, step.deciding, step.unread, step.rows.map(({ unit }) => unit)]
        : step.kind === 'delete-rows' && [step.table, step.rows.map((row) => row['mail_mail_id']), step.units],
    ),
  ).toEqual([
    ['mail_mail_res_partner_rel', ['1', '3'], [1, 3]],
    ['mail_mail', 'state', undefined, [1, 3]],
    ['mail_mail_res_partner_cc_rel', ['2'], [2]],
    ['mail_mail', 'state', ['failure_reason'], [2]],
    ['mail_message', 'state', undefined, [4]],
  ]);
});

test('pairs that stand alone are not joined with those that go with a mail', () => {
  const alone: DatabaseStep = {
    kind: 'delete-rows',
    table: 'mail_mail_res_partner_rel',
    rows: [{ mail_mail_id: '5', res_partner_id: '7' }],
  };
  expect(takeTransactions(planOf([takeOut(1)], [alone]), 0, 4).steps).toEqual([takeOut(1), alone]);
});
