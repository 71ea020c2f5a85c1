import { expect, test } from 'vitest';
import { SelectedMails } from '../../../../../source/domain/mail/selected-mails.ts';
import { followList } from '../../../../../source/ui/screens/retry/list/follow.ts';
import { createRetryState, type RetryState, retryReducer } from '../../../../../source/ui/screens/retry/state.ts';
import { createStore } from '../../../../../source/ui/store.ts';
import { emptyRetrySource } from '../../../../support/empty-retry-source.ts';

const listed = (...ids: readonly number[]): SelectedMails =>
  SelectedMails.of(ids.map((id) => ({ id, state: 'outgoing', class: null })));

/** Follows a queue whose mails are these, in the order of their subjects; resolves once the list was read. */
const follow = async (subjects: ReadonlyMap<number, string>) => {
  const bySubject = () => [...subjects].sort(([, one], [, other]) => one.localeCompare(other)).map(([id]) => id);
  const store = createStore(retryReducer, createRetryState());
  const follower = followList({
    store,
    source: {
      ...emptyRetrySource,
      select: async ({ ids }, { by }) => {
        const all = by?.column === 'subject' ? bySubject() : [...subjects.keys()];
        return listed(...all.filter((id) => ids === undefined || ids.includes(id)));
      },
    },
    signal: new AbortController().signal,
  });
  const settled = async (is: (state: RetryState) => boolean) => {
    const there = new Promise<void>((resolve) => {
      const look = () => is(store.read()) && resolve();
      store.subscribe(look);
      look();
    });
    store.subscribe(follower.pump);
    follower.pump();
    await there;
  };
  store.dispatch({ kind: 'ordered', order: { column: 'subject', isReversed: false } });
  await settled(({ mails }) => mails !== undefined);
  return { store, settled };
};

test('a mail that comes into a list sorted by its texts stands in its place', async () => {
  const subjects = new Map([
    [1, 'Order'],
    [2, 'Quotation'],
  ]);
  const { store, settled } = await follow(subjects);
  subjects.set(3, 'Invoice');
  store.dispatch({
    kind: 'queue',
    event: {
      kind: 'delta',
      picture: {} as never,
      delta: { arrived: [{ id: 3 } as never], changed: [], departed: [] },
    },
  });
  await settled(({ lines }) => lines.length === 3);
  expect(store.read().lines).toEqual([3, 1, 2]);
});
