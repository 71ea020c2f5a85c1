import { expect, test } from 'vitest';
import { selectFailed } from '../../../source/checks/measure/select-failed.ts';
import { ProbeError } from '../../../source/domain/errors.ts';
import { OutstandingMails } from '../../../source/domain/mail/outstanding-mails.ts';
import type { QueueStanding } from '../../../source/queue/queue-report.ts';

const { signal } = new AbortController();

const standing = (failed: number): QueueStanding => {
  const times = new Float64Array(failed).fill(Number.NaN);
  const ids = Int32Array.from({ length: failed }, (_, place) => place + 1);
  const columns = { all: true, ids, queuedAt: times, changedAt: times, scheduledAt: times };
  const waiting = { ...columns, state: 'outgoing', ids: Int32Array.of(90_000) } as const;
  return {
    counts: { outgoing: 1, exception: failed, sent: 0, cancel: 0, received: 0 },
    oldestOutgoingAt: null,
    oldestExceptionAt: null,
    scheduled: 0,
    failures: [],
    countedAt: new Date(0),
    mails: new OutstandingMails([waiting, { ...columns, state: 'exception' }]),
  };
};

test.each([
  ['none failed', async () => standing(0), []],
  ['some failed', async () => standing(2), [1, 2]],
  ['so many failed that a pass is cheaper', async () => standing(20_000), 'exception'],
  [
    'the queue could not be read as a whole',
    async () => {
      throw new ProbeError('sql', 'acme', 'It took too long.');
    },
    'exception',
  ],
] as const)('the failed mails where %s', async (_, readQueue, expected) => {
  expect(await selectFailed({ signal, readQueue })).toEqual(expected);
});

test('what is broken in the program is no queue that cannot be read', async () => {
  const readQueue = () => Promise.reject(new TypeError('x is undefined'));
  await expect(selectFailed({ signal, readQueue })).rejects.toThrow('x is undefined');
});
