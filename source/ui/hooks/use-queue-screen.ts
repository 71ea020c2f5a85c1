import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { ConsoleSource } from '../console-source.ts';
import type { QueueControls } from '../screens/queue/keys.ts';
import { createQueueState, type QueueScreenState, queueReducer, stepInterval } from '../screens/queue/state.ts';
import { createStore } from '../store.ts';

const firstIntervalMs = 2_000;

/** Listens to the source for as long as the console is open, and turns keys into what the source is told. */
export const useQueueScreen = (source: ConsoleSource): readonly [QueueScreenState, QueueControls] => {
  const [store] = useState(() => createStore(queueReducer, createQueueState(firstIntervalMs)));
  const state = useSyncExternalStore(store.subscribe, store.read);
  useEffect(() => source.subscribe(store.dispatch), [source, store]);
  const controls = useMemo<QueueControls>(
    () => ({
      read: store.read,
      togglePause: () => store.dispatch({ kind: 'pause-toggled' }),
      refreshNow: () => source.refresh(),
      stepInterval: (step) => {
        const intervalMs = stepInterval(store.read().intervalMs, step);
        source.setInterval(intervalMs);
        store.dispatch({ kind: 'interval-chosen', intervalMs });
      },
    }),
    [source, store],
  );
  return [state, controls];
};
