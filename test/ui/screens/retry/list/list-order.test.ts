import { describe, expect, test } from 'vitest';
import type { SelectedMail } from '../../../../../source/domain/mail/selected-mail.ts';
import { SelectedMails } from '../../../../../source/domain/mail/selected-mails.ts';
import {
  describeOrder,
  failedFirst,
  isRising,
  type ListOrder,
  nextOrder,
  placesInOrder,
  reverseOrder,
  sortedByText,
} from '../../../../../source/ui/screens/retry/list/list-order.ts';

const mail = (id: number, failure: SelectedMail['class']): SelectedMail => ({
  id,
  state: failure === null ? 'outgoing' : 'exception',
  class: failure,
});
/** Oldest first; the ids tell another story. */
const mails = SelectedMails.of([
  mail(4, null),
  mail(2, 'rcpt.unknown'),
  mail(5, 'auth.bad_credentials'),
  mail(1, 'rcpt.unknown'),
  mail(3, null),
]);
const ids = (order: ListOrder) => placesInOrder(mails, order).map((place) => mails.idAt(place));
const by = (column: ListOrder['column'], isReversed = false): ListOrder => ({ column, isReversed });

describe('a list is sorted', () => {
  test.each([
    ['failed first, each part oldest first', by('state'), [2, 5, 1, 4, 3]],
    ['failed last, each part still oldest first', by('state', true), [4, 3, 2, 5, 1]],
    ['oldest first', by('age'), [4, 2, 5, 1, 3]],
    ['newest first', by('age', true), [3, 1, 5, 2, 4]],
    ['by id', by('id'), [1, 2, 3, 4, 5]],
    ['by id, the other way round', by('id', true), [5, 4, 3, 2, 1]],
    ['by reason, those without one last', by('why'), [5, 2, 1, 4, 3]],
    ['by reason the other way round, those without one still last', by('why', true), [2, 1, 5, 4, 3]],
    ['by texts as the database gave them', by('subject'), [4, 2, 5, 1, 3]],
    ['by texts the other way round as the database gave them, too', by('subject', true), [4, 2, 5, 1, 3]],
  ])('%s', (_, order, expected) => {
    expect(ids(order)).toEqual(expected);
  });
});

test('one key goes through every column and comes back to the first; the other turns the direction round', () => {
  const met = [failedFirst];
  for (let order = nextOrder(failedFirst); order.column !== 'state'; order = nextOrder(order)) met.push(order);
  expect(met.map(describeOrder)).toEqual([
    'failed first',
    'oldest first',
    'by recipient',
    'by subject',
    'by server',
    'by reason',
    'lowest id first',
  ]);
  expect(met.map(reverseOrder).map(describeOrder)).toEqual([
    'failed last',
    'newest first',
    'by recipient, last first',
    'by subject, last first',
    'by server, last first',
    'by reason, last first',
    'highest id first',
  ]);
  expect(nextOrder(by('age', true))).toEqual(by('to'));
});

test('ages fall where the oldest mail is first; other columns rise until they are turned round', () => {
  expect([by('age'), by('age', true), by('id'), by('id', true)].map(isRising)).toEqual([false, true, true, false]);
});

test('the database sorts what it alone knows of all mails, in both directions', () => {
  const columns = ['state', 'age', 'to', 'subject', 'server', 'why', 'id'] as const;
  expect(columns.filter((column) => sortedByText(by(column)) !== undefined)).toEqual(['to', 'subject', 'server']);
  expect(sortedByText(by('to', true))).toEqual({ column: 'to', isReversed: true });
});
