import { expect, test } from 'vitest';
import { type Following, isFollowed } from '../../../source/changes/retry/follow-outcomes.ts';

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
