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

test('what is filtered keeps its values', () => {
  const later = mails.filter(({ scheduledAt, state }) => scheduledAt !== null || state === 'exception');
  expect(later.ids).toEqual([3, 4]);
  expect(later.length).toBe(2);
  expect(later.earliest('scheduledAt')).toEqual(new Date(9_000));
});

test('the mails of a state, all of both, and how many are meant', () => {
  expect(mails.inState('outgoing').ids).toEqual([7, 3, 5]);
  expect(mails.inState('exception').with(mails.inState('outgoing')).ids).toEqual([4, 7, 3, 5]);
  expect(mails.count(({ queuedAt }) => queuedAt === null)).toBe(1);
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
  expect(all.filter(() => true).selection).toBe('outgoing');
  expect(all.filter(({ id }) => id > 0).selection).toHaveLength(9_999);
  expect(all.with(mails.inState('exception')).selection).toHaveLength(10_001);
  expect(mails.inState('outgoing').selection).toEqual([7, 3, 5]);
});

test('the newest are those with the highest ids, whatever their state', () => {
  expect(mails.newestIds(2)).toEqual([7, 5]);
  expect(mails.newestIds(10)).toEqual([7, 5, 4, 3]);
  expect(mails.newestIds(0)).toEqual([]);
});
