import { Box, Text, useApp, useWindowSize } from 'ink';
import { useLayoutEffect, useMemo, useSyncExternalStore } from 'react';
import { Footer } from './components/footer.tsx';
import { describeHeader, Header } from './components/header.tsx';
import { Help, type HelpSection, helpRoom } from './components/help.tsx';
import { overTwoLines } from './components/over-two-lines.ts';
import type { LiveSource } from './console-source.ts';
import type { ConsoleState } from './console-state.ts';
import { scrollLines } from './dialog/reading-keys.ts';
import { drawAsText } from './draw-as-text.tsx';
import {
  alwaysKeys,
  globalFooter,
  globalKeys,
  helpKeys,
  roomyFooter,
  screenKeys,
  tooSmallKeys,
} from './global-keys.ts';
import { useKeptKeys } from './hooks/use-keys.ts';
import { useShown } from './hooks/use-shown.ts';
import { measureWindow, suspendOrSay } from './job-control/suspend.ts';
import { bindKeys, type KeyLayer } from './keys/layer.ts';
import { createPaletteLayer } from './palette/layer.ts';
import { listEntries } from './palette/list-entries.ts';
import { Palette } from './palette/palette.tsx';
import { screens as definitions } from './screens/index.ts';
import type { ScreenId } from './screens/screen.ts';
import { createCopy } from './terminal-clipboard.ts';
import { useTheme } from './theme/theme-context.ts';
import { isTooSmall, TooSmall } from './too-small.tsx';

export interface FrameProps {
  readonly state: ConsoleState;
  /** What was said just now. */
  readonly message: string | undefined;
  readonly say: (message: string) => void;
  readonly forgetMessage: () => void;
  readonly writeTerminal: (sequence: string) => void;
  readonly source: LiveSource;
  readonly now: () => Date;
  /** Forgets what the terminal shows and draws everything anew. */
  readonly redraw: () => void;
  /** Something lies behind the first screen: what goes back from there exits with `back`. */
  readonly leadsBack: boolean;
}

/** Header, blank line, the screen's keys or a message, the keys of all screens. */
const frameHeight = 4;

/** Header, the screen that is shown, and the keys. */
export const ConsoleFrame = ({
  source,
  state,
  message,
  say,
  forgetMessage,
  writeTerminal,
  now: readTime,
  redraw,
  leadsBack,
}: FrameProps) => {
  const { columns, rows } = useWindowSize();
  const { exit, suspendTerminal } = useApp();
  const theme = useTheme();
  const { shell, queue, screens } = state;
  const { screen: activeId, help, palette } = useSyncExternalStore(shell.subscribe, shell.read);
  const active = screens.get(activeId);
  if (active === undefined) throw new Error(`There is no screen '${activeId}'.`);
  const height = rows - frameHeight;
  const watched = useMemo(() => {
    const describe = (now: Date): string | undefined => {
      const header = describeHeader(queue.read(), active.pausedChanges(), now);
      const body = active.shown?.({ columns, rows: height, now, theme });
      return header === undefined || body === undefined ? undefined : JSON.stringify([header, body]);
    };
    const subscribe = [active.subscribe, queue.subscribe];
    return { subscribe, parts: () => [active.read(), queue.read()], describe };
  }, [active, queue, columns, height, theme]);
  const now = useShown({ now: readTime, ...watched });
  const live = queue.read();
  useLayoutEffect(() => active.resize?.({ columns, rows: height }), [active, columns, height]);

  const shellKeys = useMemo(() => {
    const readScreen = () => drawAsText(active.draw({ columns, rows: height, now: readTime() }), { columns, theme });
    const back = () => state.goTo({ screen: 'queue' });
    return {
      always: bindKeys(alwaysKeys, {
        quit: () => exit(),
        suspend: () => void suspendOrSay(suspendTerminal, say),
        redraw: () => void measureWindow().then(redraw),
      }),
      tooSmall: bindKeys(tooSmallKeys, { quit: () => exit() }),
      help: bindKeys(helpKeys, {
        close: () => shell.dispatch({ kind: 'help-closed' }),
        scroll(step) {
          const most = helpRoom(helpOf(shell.read().screen), columns, height);
          shell.dispatch({ kind: 'help-scrolled', lines: scrollLines(step, height), most });
        },
      }),
      global: bindKeys([...screenKeys(definitions), ...globalKeys], {
        copyScreen: () => createCopy({ say, writeTerminal })(readScreen(), 'what the screen shows'),
        exportScreen: () =>
          void source.writeFile({ name: shell.read().screen, extension: 'txt', text: readScreen() }).then(
            (path) => say(`Written to ${path}`),
            (error: unknown) => say(error instanceof Error ? error.message : String(error)),
          ),
        openPalette: () => shell.dispatch({ kind: 'palette-opened' }),
        openHelp: () => shell.dispatch({ kind: 'help-opened' }),
        goTo: (screen) => state.goTo({ screen }),
        goBack: () => (leadsBack && shell.read().screen === 'queue' ? exit('back') : back()),
        leave: () => (shell.read().screen === 'queue' ? exit(leadsBack ? 'back' : undefined) : back()),
      }),
    };
  }, [
    state,
    shell,
    exit,
    suspendTerminal,
    say,
    redraw,
    leadsBack,
    columns,
    height,
    active,
    source,
    readTime,
    writeTerminal,
    theme,
  ]);
  const entries = () =>
    listEntries({
      definitions,
      active: shell.read().screen,
      layers: screens.get(shell.read().screen)?.layers() ?? [],
      ...shellKeys,
      world: { ...state, say },
    });
  const paletteLayer = createPaletteLayer({ shell, entries, say });
  const isSmall = isTooSmall({ columns, rows });
  const ownLayers = (): readonly KeyLayer[] => {
    // What is not seen must not be operated.
    if (isSmall) return [{ keys: shellKeys.tooSmall, isModal: true }];
    const { screen, help: helpOffset, palette: typing } = shell.read();
    if (typing !== undefined) return [paletteLayer];
    if (helpOffset !== undefined) return [{ keys: shellKeys.help, isModal: true }];
    return screens.get(screen)?.layers() ?? [];
  };
  useKeptKeys({
    layers() {
      const layers = ownLayers();
      // What was said of the key before is stale over a dialog whose answer goes on.
      if (layers.some(({ isModal }) => isModal === true)) forgetMessage();
      return [{ keys: shellKeys.always }, ...layers, { keys: shellKeys.global }];
    },
    say,
    opening() {
      const { screen, help: helpOffset, palette: typing } = shell.read();
      const isSeen = !isSmall && helpOffset === undefined && typing === undefined;
      return isSeen ? screens.get(screen)?.opening?.() : undefined;
    },
    always: shellKeys.always,
  });

  if (isSmall) return <TooSmall columns={columns} rows={rows} />;
  const own = ownLayers();
  // For a box that cuts at its sides Ink measures every line, which is a fifth of what a frame of a list costs.
  const isFitted = palette === undefined && help === undefined && active.fitsWidth?.() === true;
  const cut = isFitted ? ({ overflowY: 'hidden' } as const) : ({ overflow: 'hidden' } as const);
  const hearsGlobal = own.every(({ isModal = false }) => !isModal);
  // What is too long for one line takes that of the keys, too, until the next key.
  const [saidLine, saidRest] = message === undefined ? [] : overTwoLines(message, columns);
  return (
    <Box width={columns} height={rows} {...cut} flexDirection="column">
      <Header
        target={source.target}
        freshness={live.freshness}
        changesWaiting={active.pausedChanges()}
        intervalMs={live.intervalMs}
        refreshedAt={live.picture?.refreshedAt}
        now={now}
        columns={columns}
      />
      <Box height={1} flexShrink={0} />
      <Box flexGrow={1} flexDirection="column" {...cut}>
        {palette !== undefined ? (
          <Palette columns={columns} rows={height} state={palette} entries={entries()} />
        ) : help !== undefined ? (
          <Help columns={columns} rows={height} offset={help} sections={helpOf(activeId)} />
        ) : (
          active.draw({ columns, rows: height, now })
        )}
      </Box>
      <Box height={1} flexShrink={0}>
        {saidLine === undefined || !hearsGlobal ? (
          <Footer left={own[0]?.keys ?? []} right={[]} />
        ) : (
          <Text wrap="truncate-end">{saidLine}</Text>
        )}
      </Box>
      <Box height={1} flexShrink={0} flexDirection="column">
        {/* Below the keys of a dialog: they are all that can be pressed. */}
        {!hearsGlobal && message !== undefined && <Text wrap="truncate-end">{message}</Text>}
        {hearsGlobal && saidRest !== undefined && <Text wrap="truncate-end">{saidRest}</Text>}
        {hearsGlobal && saidRest === undefined && (
          <Footer
            left={roomyFooter(screenFooter, columns)}
            right={roomyFooter(globalFooter(activeId === 'queue' && !leadsBack), columns)}
          />
        )}
      </Box>
    </Box>
  );
};

const helpOf = (screen: ScreenId): readonly HelpSection[] => [
  ...definitions.filter(({ id }) => id === screen).map(({ title, help }) => ({ title, entries: help })),
  { title: 'Everywhere', entries: [...screenKeys(definitions), ...globalKeys, ...alwaysKeys] },
];

const screenFooter = screenKeys(definitions);
