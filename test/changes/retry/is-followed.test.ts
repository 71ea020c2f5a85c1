import { expect, test } from 'vitest';
import { countLooks, type Following, isFollowed, sortOutcomes } from '../../../source/changes/retry/follow-outcomes.ts';
import type { VanishedMail } from '../../../source/domain/mail/vanished-mail.ts';

const looks: Following = { waiting: 3, isLate: false, hasRun: false, isRunning: false, idleLooks: 1 };

test.each([
  ['a run is to begin', looks, true],
  ['no run began until the deadline', { ...looks, isLate: true }, false],
  ['a run goes on, whatever the deadline', { ...looks, isLate: true, hasRun: true, isRunning: true }, true],
  ['a run rests between two batches', { ...looks, isLate: true, hasRun: true }, true],
  ['the run has ended, and some still wait', { ...looks, hasRun: true, idleLooks: 4 }, false],
  ['nothing waits any more, though the run goes on for others', { ...looks, waiting: 0, isRunning: true }, false],
])('mails are followed while %s: %o', (_, given, followed) => {
  expect(isFollowed(given)).toBe(followed);
});

test.each<[situation: string, runs: boolean | undefined, hasMoved: boolean, hasRun: boolean, idleLooks: number]>([
  ['a run is under way', true, false, true, 0],
  ['a mail has left, and no run is seen', false, true, true, 0],
  ['neither', false, false, false, 3],
  ['nobody can tell of runs, and a mail has left', undefined, true, false, 0],
  ['nobody can tell of runs, and none has left', undefined, false, false, 3],
])('a look shows whether the queue works: %s', (_, runs, hasMoved, hasRun, idleLooks) => {
  expect(countLooks({ hasRun: false, idleLooks: 2 }, { runs, hasMoved })).toEqual({ hasRun, idleLooks });
  expect(countLooks({ hasRun: true, idleLooks: 2 }, { runs, hasMoved }).hasRun).toBe(true);
});

test('of mails whose row is gone counts what is known of them, a state that somebody made up is neither sent nor failed', () => {
  const known = { sent: [1], failed: [{ id: 2, reason: 'x' }], others: [3], gone: [0], waiting: [4, 5, 6, 7, 8, 9] };
  const vanished = (id: number) => ({ id, state: null, failureReason: null });
  const found = [
    vanished(4),
    { id: 5, state: 'sent', failureReason: null },
    { id: 6, state: 'exception', failureReason: 'y' },
    { id: 7, state: 'exception', failureReason: null },
    { id: 8, state: 'cancel', failureReason: null },
    { id: 9, state: 'outgoing', failureReason: null },
    ...[10, 11, 12].map(vanished),
  ];
  const became = new Map<number, VanishedMail>([
    [4, { kind: 'sent' }],
    [10, { kind: 'gone' }],
    [11, { kind: 'failed', reason: 'z' }],
  ]);
  expect(sortOutcomes(known, found, became)).toEqual({
    sent: [1, 4, 5],
    failed: [
      { id: 2, reason: 'x' },
      { id: 6, reason: 'y' },
      { id: 7, reason: '' },
      { id: 11, reason: 'z' },
    ],
    others: [3, 8],
    gone: [0, 10, 12],
    waiting: [9],
  });
});
