import { useCallback, useLayoutEffect, useSyncExternalStore } from 'react';
import { formatDuration } from '../../domain/wording/duration.ts';
import type { TargetTitle } from '../components/header.tsx';
import type { FrameProps } from '../console-frame.tsx';
import { useConsoleKeys } from '../console-keys.ts';
import { globalFooter, screenKeys } from '../global-keys.ts';
import { helpOf } from '../help-sections.ts';
import { useNow } from '../hooks/use-now.ts';
import { speakPalette } from '../palette/speech.ts';
import { screens as definitions } from '../screens/index.ts';
import type { Freshness } from '../screens/queue/state.ts';
import type { ScreenId } from '../screens/screen.ts';
import { plainWords } from './plain-words.ts';
import { sayHelp } from './say-help.ts';
import { sayKeysOf } from './say-keys.ts';
import { type Sentence, type Speech, spokenColumns } from './speech.ts';
import { useSpeech } from './use-speech.ts';

/** Nobody scrolls in what is heard: only the list of mails, of which no more is read at a time, has pages. */
const pageRows = 30;
const allRows = 10_000;

/** The console for somebody who hears it: the same screens and keys, in lines. */
export const SpokenFrame = ({ source, state, now: readTime, ...rest }: Omit<FrameProps, 'message'>) => {
  const { shell, queue, screens, typeAhead } = state;
  const { screen: activeId, help, palette } = useSyncExternalStore(shell.subscribe, shell.read);
  useSyncExternalStore(typeAhead.subscribe, typeAhead.isExpecting);
  const active = screens.get(activeId);
  if (active === undefined) throw new Error(`There is no screen '${activeId}'.`);
  const now = useNow(readTime);
  useSyncExternalStore(active.subscribe, active.read);
  const live = useSyncExternalStore(queue.subscribe, queue.read);
  const rows = activeId === 'retry' ? pageRows : allRows;
  useLayoutEffect(() => active.resize?.({ columns: spokenColumns, rows }), [active, rows]);
  const readScreen = useCallback(() => {
    const { sentences, focus } = active.speak(readTime());
    return `${[...sentences, ...(focus === undefined ? [] : [focus])].map(({ text }) => text).join('\n')}\n`;
  }, [active, readTime]);
  const { ownLayers, entries } = useConsoleKeys({
    source,
    state,
    ...rest,
    columns: spokenColumns,
    rows,
    isSmall: false,
    readScreen,
  });
  useSpeech(() => {
    if (palette !== undefined) return speakPalette(entries(), palette);
    if (help !== undefined) return speakHelp(activeId);
    const speech = active.speak(now);
    if (speech.isPassing === true) return speech;
    const global = globalFooter(activeId === 'queue' && !rest.leadsBack);
    return {
      ...speech,
      place: `${activeId}: ${speech.place}`,
      sentences: [
        sayScreen(activeId),
        ...speech.sentences,
        ...sayFreshness(live.freshness, active.pausedChanges()),
        ...(activeId === 'queue' ? sayTarget(source.target, live.intervalMs) : []),
        // Where the screens are is said on the first of them.
        ...sayKeysOf(ownLayers(), [...(activeId === 'queue' ? screenKeys(definitions) : []), ...global]),
      ],
    };
  }, readTime);
  return null;
};

const sayScreen = (id: ScreenId): Sentence => ({
  about: 'screen',
  text: `${definitions.find((definition) => definition.id === id)?.title ?? ''}.`,
  when: 'asked',
});

const sayTarget = (
  { database, odooVersion, host, readOnly, neutralized, ground = [] }: TargetTitle,
  intervalMs: number,
): readonly Sentence[] => {
  const words = [
    `Database ${database}`,
    `Odoo ${odooVersion}`,
    `at ${host}`,
    ...ground,
    ...(neutralized ? ['neutralized'] : []),
    ...(readOnly ? ['read-only'] : []),
  ];
  const every = plainWords(formatDuration(intervalMs));
  return [
    { about: 'target', text: `${plainWords(words.join(', '))}.`, when: 'asked' },
    { about: 'interval', text: `It is looked at every ${every}; only what changes is said.`, gist: every },
  ];
};

const sayFreshness = (freshness: Freshness, changesWaiting: number | undefined): readonly Sentence[] => {
  if (freshness.kind === 'late')
    return [{ about: 'freshness', text: 'The database answers late: the numbers are old.' }];
  if (freshness.kind === 'live' && changesWaiting !== undefined)
    return [{ about: 'paused', text: 'Paused: what is shown keeps still.', gist: '' }];
  return [];
};

const speakHelp = (screen: ScreenId): Speech => ({ place: `help ${screen}`, sentences: sayHelp(helpOf(screen)) });
