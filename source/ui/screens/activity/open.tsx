import { countOf } from '../../../domain/wording/count.ts';
import { editField, insertText } from '../../components/text-field-state.ts';
import { bindKeys, type KeyLayer } from '../../keys/layer.ts';
import { createStore } from '../../store.ts';
import { createCopy } from '../../terminal-clipboard.ts';
import type { OpenScreen, ScreenWorld } from '../screen.ts';
import { type ActivityControls, activityFilterKeys, activityKeys, clearKey } from './keys.ts';
import { activityText } from './lines.ts';
import { ActivityScreen } from './screen.tsx';
import { speakActivity } from './speech.ts';
import { activityReducer, createActivityState, entryUnderCursor, shownEntries } from './state.ts';

/** A check asks dozens of things at once: they are drawn together. */
const togetherMs = 200;

export const openActivity = (world: ScreenWorld): OpenScreen => {
  const { source, now, say } = world;
  const { log } = source.activity;
  const store = createStore(activityReducer, createActivityState(now()));
  const { dispatch, read } = store;
  const copy = createCopy(world);
  const note = (): void => dispatch({ kind: 'noted', entries: log.read(), now: now() });
  const controls: ActivityControls = {
    move: (step) => dispatch({ kind: 'moved', step }),
    unfold: () => dispatch({ kind: 'unfolded' }),
    openFilter: () => dispatch({ kind: 'filter-opened' }),
    isFiltered: () => read().filter.value !== '',
    clearFilter: () => dispatch({ kind: 'filter-cleared' }),
    copyLine() {
      const entry = entryUnderCursor(read());
      if (entry !== undefined) copy(entry.text, 'the line');
    },
    copyAll() {
      const entries = shownEntries(read());
      copy(activityText(entries), countOf(entries.length, 'line'));
    },
    export() {
      const entries = shownEntries(read());
      source.writeFile({ name: 'log', extension: 'tsv', text: `${activityText(entries)}\n` }).then(
        (path) => say(`${countOf(entries.length, 'line')} written to ${path}`),
        (error: unknown) => say(error instanceof Error ? error.message : String(error)),
      );
    },
    nothingHere: () => (shownEntries(read()).length === 0 ? 'There is no line here.' : undefined),
  };
  const list = bindKeys(activityKeys, controls);
  const clear = bindKeys([clearKey], controls);
  const box: KeyLayer = {
    keys: bindKeys(activityFilterKeys, {
      close: () => dispatch({ kind: 'filter-closed' }),
      clear: controls.clearFilter,
    }),
    type(key) {
      const field = editField(read().filter, key);
      if (field !== undefined) dispatch({ kind: 'typed', field });
      return true;
    },
    paste: (text) => dispatch({ kind: 'typed', field: insertText(read().filter, text) }),
    isModal: true,
  };
  let stop: (() => void) | undefined;
  let timer: NodeJS.Timeout | undefined;
  const noteSoon = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      note();
    }, togetherMs);
  };
  const listen = (): void => {
    // From the first look on: what nobody looks at is not drawn.
    stop ??= log.subscribe(noteSoon);
    note();
  };
  return {
    start: () => () => {
      stop?.();
      clearTimeout(timer);
    },
    subscribe: store.subscribe,
    read,
    layers: () => (read().isTyping ? [box] : [{ keys: controls.isFiltered() ? [...clear, ...list] : list }]),
    pausedChanges: () => undefined,
    // Its clocks are those of when it was last noted.
    shownTimes: () => '',
    visit: listen,
    resize: (size) => dispatch({ kind: 'resized', ...size }),
    speak: () => speakActivity(read()),
    draw: (size) => <ActivityScreen state={read()} {...size} />,
  };
};
