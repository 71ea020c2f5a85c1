import { describe, expect, test } from 'vitest';
import { createMendWish } from '../../../../source/ui/screens/queue/mend-wish.ts';
import { createQueueState, queueReducer, type ShownDiagnosis } from '../../../../source/ui/screens/queue/state.ts';
import { createStore } from '../../../../source/ui/store.ts';
import { createVerdict } from '../../../support/verdict.ts';

const open = () => {
  const queue = createStore(queueReducer, createQueueState(2_000));
  const begun: ShownDiagnosis[] = [];
  const givenUp: true[] = [];
  const wish = createMendWish({
    queue,
    fulfil: (diagnosed) => void begun.push(diagnosed),
    giveUp: () => void givenUp.push(true),
  });
  wish.start();
  const measure = (): void => {
    queue.dispatch({ kind: 'measuring', isMeasuring: true });
    queue.dispatch({
      kind: 'diagnosed',
      verdict: createVerdict(),
      at: new Date('2026-11-24T12:00:00Z'),
      servers: [],
      retryFilter: undefined,
    });
    queue.dispatch({ kind: 'measuring', isMeasuring: false });
  };
  return { queue, begun, givenUp, wish, measure };
};

describe('what somebody wants to mend before it is known', () => {
  test('is begun once, with the first diagnosis that ends after the key', () => {
    const { begun, wish, measure, queue } = open();
    measure();
    wish.make();
    queue.dispatch({ kind: 'changed' });
    expect(begun).toEqual([]);
    measure();
    measure();
    expect(begun).toHaveLength(1);
  });

  test('is not begun after they turned to something else', () => {
    const { begun, wish, measure } = open();
    wish.make();
    wish.drop();
    measure();
    expect(begun).toEqual([]);
  });

  test('is given up where measuring breaks off', () => {
    const { begun, givenUp, wish, queue } = open();
    wish.make();
    queue.dispatch({ kind: 'measuring', isMeasuring: true });
    expect(givenUp).toEqual([]);
    queue.dispatch({ kind: 'measuring', isMeasuring: false });
    expect(givenUp).toEqual([true]);
    expect(begun).toEqual([]);
  });

  test('is given up where the connection was lost meanwhile', () => {
    const { begun, givenUp, wish, measure, queue } = open();
    wish.make();
    queue.dispatch({
      kind: 'queue',
      event: {
        kind: 'lost',
        since: new Date('2026-11-24T12:00:00Z'),
        reason: 'It broke.',
        attempts: 1,
        loss: 'unreachable',
      },
    });
    queue.dispatch({ kind: 'queue', event: { kind: 'back', lostFor: 1_000 } });
    measure();
    expect(begun).toEqual([]);
    expect(givenUp).toEqual([true]);
  });
});
