import { expect, test } from 'vitest';
import { type MailColumns, OutstandingMails } from '../../../source/domain/mail/outstanding-mails.ts';

const columns = (
  state: MailColumns['state'],
  rows: readonly (readonly [id: number, queuedAt: number, changedAt: number, scheduledAt: number])[],
): MailColumns => ({
  all: true,
  state,
  ids: Int32Array.from(rows, ([id]) => id),
  queuedAt: Float64Array.from(rows, ([, queuedAt]) => queuedAt),
  changedAt: Float64Array.from(rows, ([, , changedAt]) => changedAt),
  scheduledAt: Float64Array.from(rows, ([, , , scheduledAt]) => scheduledAt),
});

const none = Number.NaN;
const waiting = columns('outgoing', [
  [7, 1_000, 2_000, none],
  [3, 500, none, 9_000],
  [5, none, 700, none],
]);
const failed = columns('exception', [[4, 100, 8_000, none]]);
const mails = new OutstandingMails([waiting, failed]);

test('each mail is told with its state and its times, null for none', () => {
  expect(
    Array.from(mails, ({ id, state, queuedAt, changedAt, scheduledAt }) => ({
      id,
      state,
      queuedAt,
      changedAt,
      scheduledAt,
    })),
  ).toEqual([
    { id: 7, state: 'outgoing', queuedAt: new Date(1_000), changedAt: new Date(2_000), scheduledAt: null },
    { id: 3, state: 'outgoing', queuedAt: new Date(500), changedAt: null, scheduledAt: new Date(9_000) },
    { id: 5, state: 'outgoing', queuedAt: null, changedAt: new Date(700), scheduledAt: null },
    { id: 4, state: 'exception', queuedAt: new Date(100), changedAt: new Date(8_000), scheduledAt: null },
  ]);
});

test('the mails with some ids keep their values', () => {
  const some = mails.among(new Set([3, 4, 99]));
  expect(some.ids).toEqual([3, 4]);
  expect(some.length).toBe(2);
  expect(some.earliest('scheduledAt')).toEqual(new Date(9_000));
  expect(some.latest('changedAt')).toEqual(new Date(8_000));
});

test.each([
  ['before the date of one', 8_999, [3], [7, 5, 4]],
  ['at that date', 9_000, [], [7, 3, 5, 4]],
])('what is held back and what is due divide the mails, %s', (_, at, held, due) => {
  expect(mails.heldBeyond(new Date(at)).ids).toEqual(held);
  expect(mails.dueBy(new Date(at)).ids).toEqual(due);
});

test('mails without a date before which they do not leave are due without being looked at', () => {
  const free = new OutstandingMails([{ ...waiting, scheduledAt: undefined }]);
  expect(free.heldBeyond(new Date(0)).ids).toEqual([]);
  expect(free.dueBy(new Date(0)).ids).toEqual([7, 3, 5]);
  expect(free.idleSince(new Date(1_000)).ids).toEqual([3, 5]);
  expect(free.earliest('scheduledAt')).toBeNull();
  expect(Array.from(free, ({ scheduledAt }) => scheduledAt)).toEqual([null, null, null]);
});

test.each([
  ['nothing is older', 500, []],
  ['written to before', 701, [5]],
  ['at the very moment is not before', 2_000, [5]],
  ['written to before, however long ago it was queued', 2_001, [7, 5]],
  ['a mail without that date is as old as it was queued, and no older than its own date', 9_000, [7, 5, 4]],
  ['beyond its date as well', 9_001, [7, 3, 5, 4]],
])('mails that nothing happened to: %s', (_, moment, ids) => {
  expect(mails.idleSince(new Date(moment)).ids).toEqual(ids);
});

test('a mail without any date is not known to be idle', () => {
  const undated = new OutstandingMails([columns('outgoing', [[1, none, none, none]])]);
  expect(undated.idleSince(new Date(10_000)).length).toBe(0);
});

test('the mails of a state, all of both, and how many came after one', () => {
  expect(mails.inState('outgoing').ids).toEqual([7, 3, 5]);
  expect(mails.inState('exception').with(mails.inState('outgoing')).ids).toEqual([4, 7, 3, 5]);
  expect(mails.countAfter(4)).toBe(2);
});

test('the earliest and the latest time leave out mails that have none', () => {
  expect(mails.earliest('queuedAt')).toEqual(new Date(100));
  expect(mails.inState('outgoing').earliest('queuedAt')).toEqual(new Date(500));
  expect(mails.latest('changedAt')).toEqual(new Date(8_000));
  expect(OutstandingMails.none.latest('changedAt')).toBeNull();
});

test('many mails that are all of a state are told by the state, any others one by one', () => {
  const many = columns(
    'outgoing',
    Array.from({ length: 10_000 }, (_, id) => [id, none, none, none] as const),
  );
  const all = new OutstandingMails([many]);
  expect(all.selection).toBe('outgoing');
  expect(all.dueBy(new Date(0)).selection).toBe('outgoing');
  expect(all.among(new Set(Array.from({ length: 9_999 }, (_, id) => id))).selection).toHaveLength(9_999);
  expect(all.with(mails.inState('exception')).selection).toHaveLength(10_001);
  expect(mails.inState('outgoing').selection).toEqual([7, 3, 5]);
});

test('the newest are those with the highest ids, whatever their state', () => {
  expect(mails.newestIds(2)).toEqual([7, 5]);
  expect(mails.newestIds(10)).toEqual([7, 5, 4, 3]);
  expect(mails.newestIds(0)).toEqual([]);
});
