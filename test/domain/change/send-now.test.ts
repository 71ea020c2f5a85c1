import { expect, test } from 'vitest';
import { type SendOutcome, sendInBatches } from '../../../source/domain/change/send-now.ts';

const done = async (ids: readonly number[]): Promise<SendOutcome> => ({ kind: 'done', ids });

test('a mail that is named twice is sent once', async () => {
  const batches: (readonly number[])[] = [];
  for await (const { ids } of sendInBatches([3, 1, 3, 2], 2, done)) batches.push(ids);
  expect(batches).toEqual([[3, 1], [2]]);
});

test('whoever stops listening stops the sending after the batch under way', async () => {
  const tried: number[] = [];
  const send = (ids: readonly number[]): Promise<SendOutcome> => {
    tried.push(...ids);
    return done(ids);
  };
  for await (const _outcome of sendInBatches([1, 2, 3], 1, send)) break;
  expect(tried).toEqual([1]);
});

test('an aborted signal ends it before the next batch', async () => {
  const stop = new AbortController();
  const all = async (): Promise<void> => {
    for await (const _outcome of sendInBatches([1, 2], 1, done, { signal: stop.signal }))
      stop.abort(new Error('enough'));
  };
  await expect(all()).rejects.toThrow('enough');
});
