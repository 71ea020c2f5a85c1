import { expect, test } from 'vitest';
import type { QueuePicture } from '../../../source/domain/mail/queue.ts';
import {
  createQueueState,
  type QueueScreenState,
  queueReducer,
  stepInterval,
} from '../../../source/ui/screens/queue/state.ts';
import { createPicture } from '../../support/picture.ts';

const delta = (picture: QueuePicture, arrived = 0) =>
  ({
    kind: 'queue',
    event: {
      kind: 'delta',
      picture,
      delta: { arrived: Array.from({ length: arrived }, () => undefined as never), changed: [], departed: [] },
    },
  }) as const;

test('while paused the picture keeps still and what changes is counted', () => {
  const [first, second] = [createPicture({ outgoing: 1 }), createPicture({ outgoing: 15 })];
  let state = queueReducer(createQueueState(2_000), delta(first));
  state = queueReducer(state, { kind: 'pause-toggled' });
  state = queueReducer(state, delta(second, 14));
  expect(state.picture).toBe(first);
  expect(state.paused?.changes).toBe(14);
});

test('going on shows what came in meanwhile', () => {
  const [first, second] = [createPicture({ outgoing: 1 }), createPicture({ outgoing: 15 })];
  let state = queueReducer(createQueueState(2_000), delta(first));
  state = queueReducer(state, { kind: 'pause-toggled' });
  state = queueReducer(state, delta(second));
  state = queueReducer(state, { kind: 'pause-toggled' });
  expect(state.picture).toBe(second);
});

test('a lost connection keeps the last picture', () => {
  const picture = createPicture({ outgoing: 1 });
  let state = queueReducer(createQueueState(2_000), delta(picture));
  const lost = { kind: 'lost', reason: 'gone', since: new Date(), attempts: 1, loss: 'unreachable' } as const;
  state = queueReducer(state, { kind: 'queue', event: lost });
  expect(state.picture).toBe(picture);
  expect(state.freshness.kind).toBe('lost');
});

test('a trial that takes long does not make a lost connection look better', () => {
  const since = new Date();
  const lost = { kind: 'lost', reason: 'gone', since, attempts: 1, loss: 'unreachable' } as const;
  const after = [lost, { kind: 'stale', since } as const].reduce(
    (state: QueueScreenState, event) => queueReducer(state, { kind: 'queue', event }),
    createQueueState(2_000),
  );
  expect(after.freshness).toEqual(lost);
});

test('the interval goes from a second to half a minute and stops at both ends', () => {
  expect(stepInterval(2_000, 1)).toBe(5_000);
  expect(stepInterval(2_000, -1)).toBe(1_000);
  expect(stepInterval(1_000, -1)).toBe(1_000);
  expect(stepInterval(30_000, 1)).toBe(30_000);
});

test('a look that finds the same picture changes nothing, also while paused', () => {
  const picture = createPicture({ outgoing: 3 });
  const seen = queueReducer(createQueueState(2_000), delta(picture));
  expect(queueReducer(seen, delta(picture))).toBe(seen);
  const paused = queueReducer(queueReducer(seen, { kind: 'pause-toggled' }), delta(picture));
  expect(queueReducer(paused, delta(picture))).toBe(paused);
});
