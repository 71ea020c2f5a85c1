import { expect, test } from 'vitest';
import type { OutstandingMail } from '../../source/domain/mail/outstanding-mail.ts';
import { OutstandingSet } from '../../source/queue/outstanding-set.ts';

const mail = (id: number, state: 'outgoing' | 'exception' = 'outgoing'): OutstandingMail => ({
  id,
  state,
  tupleId: `(0,${id})`,
  queuedAt: null,
  changedAt: null,
  scheduledAt: null,
  failureReason: null,
  messageId: 90 + id,
  deletesItself: id % 2 === 0,
});
const none = new Map();

test('a mail met for the first time arrived, met again it changed', () => {
  const set = new OutstandingSet();
  expect(set.apply([mail(1)], none, none).arrived.map(({ id }) => id)).toEqual([1]);
  const again = set.apply([mail(1, 'exception')], none, none);
  expect([again.arrived, again.changed.map(({ state }) => state)]).toEqual([[], ['exception']]);
});

test('a mail that left says what it was and what became of it', () => {
  const set = new OutstandingSet();
  set.apply([mail(1), mail(2, 'exception')], none, none);
  const { departed } = set.apply([], new Map([[1, 'sent']]), new Map([[2, { kind: 'gone' }]]));
  expect(departed).toEqual([
    { id: 1, was: 'outgoing', became: 'sent' },
    { id: 2, was: 'exception', became: null, vanished: { kind: 'gone' } },
  ]);
  expect(set.size).toBe(0);
});

test('a mail that was never known cannot leave', () => {
  expect(new OutstandingSet().apply([], new Map([[7, 'sent']]), new Map([[8, { kind: 'sent' }]])).departed).toEqual([]);
});

test('what tells why a mail vanished is kept with it', () => {
  const set = new OutstandingSet();
  set.apply([mail(1), mail(2)], none, none);
  expect([set.get(1), set.get(2)]).toMatchObject([
    { messageId: 91, deletesItself: false },
    { messageId: 92, deletesItself: true },
  ]);
});
