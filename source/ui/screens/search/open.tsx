import { nameFound } from '../../../domain/mail/found-mail.ts';
import { editField, insertText } from '../../components/text-field-state.ts';
import { bindKeys, type KeyLayer } from '../../keys/layer.ts';
import { createStore } from '../../store.ts';
import { createCopy } from '../../terminal-clipboard.ts';
import type { OpenScreen, ScreenWorld } from '../screen.ts';
import { boxKeys, foundKeys, nothingFoundKeys, storyKeys } from './keys.ts';
import { SearchScreen } from './screen.tsx';
import { speakSearch } from './speech.ts';
import { createSearchState, mailUnderCursor, type OpenStory, searchReducer } from './state.ts';

const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export const openSearch = (world: ScreenWorld): OpenScreen => {
  const store = createStore(searchReducer, createSearchState());
  const { read, dispatch } = store;
  const closing = new AbortController();
  /** Ends what was asked before it is asked anew. */
  let asking = new AbortController();
  const copy = createCopy(world);

  const ask = (): AbortSignal => {
    asking.abort(new Error('something else was asked'));
    asking = new AbortController();
    return AbortSignal.any([closing.signal, asking.signal]);
  };
  const find = async (text: string, token: string | undefined): Promise<void> => {
    const signal = ask();
    dispatch({ kind: 'searching' });
    try {
      const page = await world.source.search.find({ text, token }, { signal });
      if (!signal.aborted) dispatch({ kind: 'found', text, page, isFirst: token === undefined });
    } catch (error) {
      if (!signal.aborted) dispatch({ kind: 'failed', trouble: sentenceOf(error) });
    }
  };
  const explain = async (name: string, from: OpenStory['from']): Promise<void> => {
    const signal = ask();
    dispatch({ kind: 'story-opened', name, from });
    try {
      const story = await world.source.search.explain(name, { signal });
      if (!signal.aborted) dispatch({ kind: 'story-told', name, story });
    } catch (error) {
      if (!signal.aborted) dispatch({ kind: 'story-failed', name, trouble: sentenceOf(error) });
    }
  };
  const closeStory = (): void => {
    ask();
    const from = read().open?.from;
    dispatch({ kind: 'story-closed' });
    if (from === 'retry') world.goTo({ screen: 'retry' });
  };

  const boxLayer: KeyLayer = {
    keys: bindKeys(boxKeys, {
      search() {
        const text = read().field.value.trim();
        if (text === '') world.say('Type an address, a number, a name or a word of the subject.');
        else void find(text, undefined);
      },
      close() {
        dispatch({ kind: 'box-closed' });
        if (read().found === undefined) world.goTo({ screen: 'queue' });
      },
    }),
    isModal: true,
    type(key) {
      const field = editField(read().field, key);
      if (field !== undefined) dispatch({ kind: 'typed', field });
      return true;
    },
    paste: (text) => dispatch({ kind: 'typed', field: insertText(read().field, text) }),
  };
  const foundLayer: KeyLayer = {
    keys: bindKeys(foundKeys, {
      move: (step) => dispatch({ kind: 'moved', step }),
      openBox: () => dispatch({ kind: 'box-opened' }),
      explain() {
        const mail = mailUnderCursor(read());
        if (mail !== undefined) void explain(nameFound(mail), 'search');
      },
      goOn() {
        const { found } = read();
        if (found?.page.next != null) void find(found.text, found.page.next);
      },
      copyName() {
        const mail = mailUnderCursor(read());
        if (mail !== undefined) copy(nameFound(mail), `mail ${nameFound(mail)}`);
      },
      nothingHere: () => (mailUnderCursor(read()) === undefined ? 'There is no mail here.' : undefined),
      atEnd() {
        const { found, isSearching } = read();
        if (isSearching) return 'It is being searched just now.';
        return found?.page.next == null ? 'Everything was searched.' : undefined;
      },
    }),
  };
  const nothingFoundLayer: KeyLayer = {
    keys: bindKeys(nothingFoundKeys, { openBox: () => dispatch({ kind: 'box-opened' }) }),
  };
  const storyLayer: KeyLayer = {
    keys: bindKeys(storyKeys, {
      move: (step) => dispatch({ kind: 'moved', step }),
      copySentence() {
        const say = read().open?.story?.conclusion.say;
        if (say !== undefined) copy(say, 'the sentence for the person who asks');
      },
      tellAgain() {
        const { open: story } = read();
        if (story !== undefined) void explain(story.name, story.from);
      },
      close: closeStory,
      notTold() {
        const { open: story } = read();
        return story?.story === undefined && story?.trouble === undefined
          ? 'It is being measured just now.'
          : undefined;
      },
    }),
  };

  return {
    start: () => () => closing.abort(new Error('the console was closed')),
    subscribe: store.subscribe,
    read,
    layers() {
      const { open: story, isTyping, found } = read();
      if (story !== undefined) return [storyLayer];
      if (isTyping) return [boxLayer];
      // What goes on with a page still can: only the keys of a mail are gone.
      return (found?.mails.length ?? 0) === 0 && found?.page.next == null ? [nothingFoundLayer] : [foundLayer];
    },
    pausedChanges: () => undefined,
    shownTimes: () => '',
    visit(destination) {
      if (destination.screen !== 'search') return;
      if (destination.explain === undefined) dispatch({ kind: 'box-opened' });
      else void explain(destination.explain, 'retry');
    },
    resize: (size) => dispatch({ kind: 'resized', ...size }),
    speak: () => speakSearch(read()),
    draw: (frame) => <SearchScreen state={read()} {...frame} />,
  };
};
