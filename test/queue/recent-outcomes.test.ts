import { expect, test } from 'vitest';
import { RecentOutcomes } from '../../source/queue/recent-outcomes.ts';

const start = new Date('2026-11-24T12:00:00Z');
const after = (seconds: number): Date => new Date(start.getTime() + seconds * 1_000);
const failedMail = (id: number, changedAt: Date) => ({
  id,
  state: 'exception' as const,
  tupleId: '(0,1)',
  queuedAt: null,
  changedAt,
  scheduledAt: null,
  failureReason: "535\nb'5.7.8 Username and Password not accepted'",
});
const nothing = { arrived: [], changed: [], departed: [] };

const noAddress = 'At least one valid recipient address should be specified for outgoing emails (To/Cc/Bcc)';

test('sent mails are those that became sent, that deleted themselves once sent, and that passed through', () => {
  const outcomes = new RecentOutcomes();
  outcomes.note(
    {
      ...nothing,
      departed: [
        { id: 1, was: 'outgoing', became: 'sent' },
        { id: 2, was: 'outgoing', became: null, vanished: { kind: 'sent' } },
        { id: 3, was: 'exception', became: null, vanished: { kind: 'gone' } },
        { id: 4, was: 'outgoing', became: 'cancel' },
        { id: 5, was: 'outgoing', became: null, vanished: { kind: 'gone' } },
        { id: 6, was: 'outgoing', became: null, vanished: { kind: 'failed', reason: noAddress } },
      ],
      passedThrough: 5,
    },
    after(1),
  );
  expect(outcomes.since(start)).toEqual({ sent: 7, failed: 1 });
  expect(outcomes.newest.map(({ id, became }) => [id, became])).toEqual([
    [6, { kind: 'failed', class: 'odoo.no_recipient' }],
    [5, { kind: 'gone' }],
    [2, { kind: 'sent' }],
    [1, { kind: 'sent' }],
  ]);
});

test('a mail counts as failed when it failed just now, not when an old failure is written to', () => {
  const outcomes = new RecentOutcomes();
  outcomes.note({ ...nothing, changed: [failedMail(1, after(0)), failedMail(2, after(-600))] }, after(1));
  expect(outcomes.since(start)).toEqual({ sent: 0, failed: 1 });
  expect(outcomes.newest).toEqual([{ id: 1, at: after(1), became: { kind: 'failed', class: 'auth.bad_credentials' } }]);
});

test('only what happened since then is counted', () => {
  const outcomes = new RecentOutcomes();
  const departed = [{ id: 1, was: 'outgoing', became: 'sent' }] as const;
  outcomes.note({ ...nothing, departed }, after(1));
  outcomes.note({ ...nothing, departed }, after(10));
  expect(outcomes.since(after(5)).sent).toBe(1);
});

test('how fast mails leave is told over the last minute, and not before four seconds have passed', () => {
  const outcomes = new RecentOutcomes();
  const departed = Array.from({ length: 30 }, (_, id) => ({ id, was: 'outgoing', became: 'sent' }) as const);
  outcomes.note({ ...nothing, departed }, after(2));
  expect(outcomes.sentPerSecond(start, after(3))).toBeUndefined();
  expect(outcomes.sentPerSecond(start, after(10))).toBe(3);
  expect(outcomes.sentPerSecond(start, after(60))).toBe(0.5);
  expect(outcomes.sentPerSecond(start, after(90))).toBe(0);
});
