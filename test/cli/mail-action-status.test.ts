import { expect, test } from 'vitest';
import { noOutcomes, type Outcomes } from '../../source/changes/retry/follow-outcomes.ts';
import { statusOfMailAction } from '../../source/cli/mail-action-status.ts';

const carriedOut = { asked: 3, isAsleep: false, result: { kind: 'applied' }, sending: undefined } as const;
const failed = [{ id: 1, reason: 'x' }];

test.each<[what: string, outcomes: Partial<Outcomes> | undefined, status: number]>([
  ['nobody looked', undefined, 0],
  ['all were sent', { sent: [1, 2, 3] }, 0],
  ['somebody cancelled one', { sent: [1, 2], others: [3] }, 0],
  ['one failed again', { sent: [2, 3], failed }, 1],
  ['one still waits', { sent: [1, 2], waiting: [3] }, 1],
  ['one is gone, and nothing tells whether it was sent', { sent: [1, 2], gone: [3] }, 1],
  ['all are gone', { gone: [1, 2, 3] }, 1],
])('what became of the mails decides the status: %s', (_, outcomes, status) => {
  const became = outcomes === undefined ? undefined : { ...noOutcomes, ...outcomes };
  expect(statusOfMailAction({ ...carriedOut, outcomes: became })).toBe(status);
});

test('one that is gone is no failure of a sending that ended well otherwise', () => {
  const outcomes = { ...noOutcomes, gone: [3] };
  const sending = { outcomes, end: { kind: 'all-tried' } } as const;
  expect(statusOfMailAction({ ...carriedOut, sending, outcomes })).toBe(1);
  expect(
    statusOfMailAction({
      ...carriedOut,
      sending: { outcomes, end: { kind: 'refused', reason: 'x' } as never },
      outcomes,
    }),
  ).toBe(2);
});

test('nothing was done: for nothing there is no fault, for something there is', () => {
  expect(statusOfMailAction({ ...carriedOut, asked: 0, result: undefined, outcomes: undefined })).toBe(0);
  expect(statusOfMailAction({ ...carriedOut, result: undefined, outcomes: undefined })).toBe(2);
});
