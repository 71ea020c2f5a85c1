import { useEffect, useMemo, useReducer } from 'react';
import type { ConsoleSource } from '../console-source.ts';
import type { QueueControls } from '../screens/queue/keys.ts';
import { createQueueState, queueReducer, stepInterval } from '../screens/queue/state.ts';

const firstIntervalMs = 2_000;

/** Listens to the source for as long as the console is open, and turns keys into what the source is told. */
export const useQueueScreen = (source: ConsoleSource): QueueControls => {
  const [state, dispatch] = useReducer(queueReducer, firstIntervalMs, createQueueState);
  useEffect(() => source.subscribe(dispatch), [source]);
  return useMemo(
    () => ({
      state,
      togglePause: () => dispatch({ kind: 'pause-toggled' }),
      refreshNow: () => source.refresh(),
      stepInterval: (step: 1 | -1) => {
        const intervalMs = stepInterval(state.intervalMs, step);
        source.setInterval(intervalMs);
        dispatch({ kind: 'interval-chosen', intervalMs });
      },
    }),
    [state, source],
  );
};
