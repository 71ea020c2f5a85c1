import { bindKeys } from '../../keys/layer.ts';
import { createStore } from '../../store.ts';
import type { OpenScreen, ScreenWorld } from '../screen.ts';
import { historyKeys } from './keys.ts';
import { HistoryScreen } from './screen.tsx';
import { speakHistory } from './speech.ts';
import { createHistoryState, historyReducer } from './state.ts';

export const openHistory = ({ source, now }: ScreenWorld): OpenScreen => {
  const store = createStore(historyReducer, createHistoryState());
  const abort = new AbortController();
  const readAgain = async (): Promise<void> => {
    if (store.read().isReading) return;
    store.dispatch({ kind: 'reading' });
    try {
      const history = await source.history.read({ signal: abort.signal });
      store.dispatch({ kind: 'read', history, at: now() });
    } catch (error) {
      const trouble = error instanceof Error ? error.message : String(error);
      if (!abort.signal.aborted) store.dispatch({ kind: 'failed', trouble });
    }
  };
  const layers = [
    {
      keys: bindKeys(historyKeys, {
        move: (step) => store.dispatch({ kind: 'moved', step }),
        readAgain: () => void readAgain(),
        isReading: () => store.read().isReading,
      }),
    },
  ];
  return {
    start: () => () => abort.abort(new Error('the console was closed')),
    subscribe: store.subscribe,
    read: store.read,
    layers: () => layers,
    pausedChanges: () => undefined,
    // Clocks, with a date where it was not today.
    shownTimes: (now) => now.toDateString(),
    // Whoever comes here asks what changed until now.
    visit: () => void readAgain(),
    resize: (size) => store.dispatch({ kind: 'resized', ...size }),
    speak: (at) => speakHistory(store.read(), at),
    draw: (size) => <HistoryScreen state={store.read()} {...size} />,
  };
};
