import { expect, test, vi } from 'vitest';
import { createStore } from '../../source/ui/store.ts';

test('listeners hear of another state, and of none where the reducer returns the one that was', () => {
  const store = createStore((state: number, more: number) => state + more, 1);
  const listener = vi.fn();
  store.subscribe(listener);
  store.dispatch(0);
  expect(listener).not.toHaveBeenCalled();
  store.dispatch(2);
  expect(listener).toHaveBeenCalledOnce();
  expect(store.read()).toBe(3);
});
