import { bindKeys, dispatchKey, type KeyLayer } from '../../keys/layer.ts';
import { namedKeys } from '../../keys/named-keys.ts';
import { whyPreviewOnly } from '../../preview-only.ts';
import { createStore } from '../../store.ts';
import type { OpenScreen, ScreenSize, ScreenWorld } from '../screen.ts';
import { createActions } from './actions.ts';
import { createCopying } from './copying.ts';
import { createRetryDialogControls } from './dialog/controls.ts';
import { retryDialogLayers } from './dialog/keys.ts';
import { createEarlyKeys } from './early-keys.ts';
import { createFilterBox } from './filter-box.ts';
import { retryListKeys } from './keys.ts';
import { followList } from './list/follow.ts';
import { listTimes } from './list/list-times.ts';
import { createListControls } from './list-controls.ts';
import { listHeight, RetryScreen } from './screen.tsx';
import { speakRetry } from './speech.ts';
import { createRetryState, keepsStill, retryReducer } from './state.ts';

/** No other marks, what is shown and then all that the filter means, and the look at what would happen to them. */
const retryOfAll = [namedKeys.clearMarks, namedKeys.markAll, namedKeys.markAll, namedKeys.retry] as const;

export const openRetry = (world: ScreenWorld): OpenScreen => {
  const { now, say } = world;
  const source = world.source.retry;
  const store = createStore(retryReducer, createRetryState());
  const abort = new AbortController();
  const follower = followList({ store, source, signal: abort.signal });
  const actions = createActions({
    store,
    source,
    follower,
    now,
    say,
    // What was found of mails that are changed since is measured again.
    noteChange: () => world.queue.dispatch({ kind: 'changed' }),
    previewOnly: whyPreviewOnly(world.source.target),
  });
  const copying = createCopying({ world, store, signal: abort.signal });
  const filterBox = createFilterBox({ store, source, follower, now, signal: abort.signal });
  let size: ScreenSize = { columns: 80, rows: 20 };
  const dialogControls = createRetryDialogControls({ store, actions, now, size: () => size });
  const listKeysBound = bindKeys(
    retryListKeys,
    createListControls({ world, store, follower, actions, filterBox, copying }),
  );
  const early = createEarlyKeys(listKeysBound, say);
  /** Nothing is read before somebody looks. */
  let isWanted = false;
  const isFirstRead = (): boolean => isWanted && store.read().mails === undefined && store.read().problem === undefined;
  const pump = (): void => {
    if (isWanted) follower.pump();
  };

  const layers = (): readonly KeyLayer[] => {
    const { dialog, box } = store.read();
    if (dialog !== undefined) return retryDialogLayers(dialog, dialogControls);
    if (box !== undefined) return [filterBox.layer()];
    return isFirstRead() ? [early.layer()] : [{ keys: listKeysBound }];
  };
  const heedEarlyKeys = (): void => {
    if (isFirstRead()) return;
    for (const key of early.take()) dispatchKey(layers(), key, say);
  };

  return {
    start() {
      const stops = [
        store.subscribe(pump),
        store.subscribe(heedEarlyKeys),
        world.source.subscribe((event) => {
          if (event.kind === 'queue' && isWanted) store.dispatch({ kind: 'queue', event: event.event });
        }),
      ];
      return () => {
        abort.abort(new Error('the console was closed'));
        for (const stop of stops) stop();
      };
    },
    subscribe: store.subscribe,
    read: store.read,
    layers,
    pausedChanges: () => (keepsStill(store.read()) ? store.read().pending.changes : undefined),
    visit(destination) {
      const first = !isWanted;
      isWanted = true;
      filterBox.learnServers();
      if (destination.screen === 'retry' && destination.filter !== undefined) filterBox.apply(destination.filter);
      else if (first) pump();
      if (destination.screen === 'retry' && destination.begin !== undefined) {
        early.put(retryOfAll);
        heedEarlyKeys();
      }
    },
    shownTimes(now) {
      const state = store.read();
      return state.dialog === undefined ? listTimes(state, now) : undefined;
    },
    fitsWidth: () => store.read().dialog === undefined,
    resize(next) {
      size = next;
      store.dispatch({ kind: 'resized', height: listHeight(next.rows) });
    },
    speak: (at) => speakRetry(store.read(), at),
    draw: (frame) => <RetryScreen state={store.read()} {...frame} />,
  };
};
