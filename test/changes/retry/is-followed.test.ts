import { expect, test } from 'vitest';
import { countLooks, type Following, isFollowed, sortOutcomes } from '../../../source/changes/retry/follow-outcomes.ts';

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

test('a mail that is gone was sent, one in a state that somebody made up is neither sent nor failed', () => {
  const known = { sent: [1], failed: [{ id: 2, reason: 'x' }], others: [3], waiting: [4, 5, 6, 7, 8, 9] };
  const found = [
    { id: 4, state: null, failureReason: null },
    { id: 5, state: 'sent', failureReason: null },
    { id: 6, state: 'exception', failureReason: 'y' },
    { id: 7, state: 'exception', failureReason: null },
    { id: 8, state: 'cancel', failureReason: null },
    { id: 9, state: 'outgoing', failureReason: null },
  ];
  expect(sortOutcomes(known, found)).toEqual({
    sent: [1, 4, 5],
    failed: [
      { id: 2, reason: 'x' },
      { id: 6, reason: 'y' },
      { id: 7, reason: '' },
    ],
    others: [3, 8],
    waiting: [9],
  });
});
