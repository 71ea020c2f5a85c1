import { useApp } from 'ink';
import { useMemo } from 'react';
import { helpRoom } from './components/help.tsx';
import type { LiveSource } from './console-source.ts';
import type { ConsoleState } from './console-state.ts';
import { scrollLines } from './dialog/reading-keys.ts';
import { alwaysKeys, globalKeys, helpKeys, screenKeys, tooSmallKeys } from './global-keys.ts';
import { helpOf } from './help-sections.ts';
import { useKeptKeys } from './hooks/use-keys.ts';
import { measureWindow, suspendOrSay } from './job-control/suspend.ts';
import { bindKeys, type KeyLayer } from './keys/layer.ts';
import type { PaletteEntry } from './palette/entries.ts';
import { createPaletteLayer } from './palette/layer.ts';
import { listEntries } from './palette/list-entries.ts';
import { screens as definitions } from './screens/index.ts';
import type { ScreenSize } from './screens/screen.ts';
import { createCopy } from './terminal-clipboard.ts';
import { restLayer } from './type-ahead/typing-rest.ts';

interface KeysOptions extends ScreenSize {
  readonly source: Pick<LiveSource, 'writeFile'>;
  readonly state: ConsoleState;
  readonly say: (message: string) => void;
  readonly forgetMessage: () => void;
  readonly writeTerminal: (sequence: string) => void;
  readonly redraw: () => void;
  /** Something lies behind the first screen: what goes back from there exits with `back`. */
  readonly leadsBack: boolean;
  /** What is not seen must not be operated. */
  readonly isSmall: boolean;
  /** What the screen shows, as text. */
  readonly readScreen: () => string;
}

/** What keys do in the console, and whatever lies over it; `columns` and `rows` are those of the screen. */
export const useConsoleKeys = (options: KeysOptions) => {
  const { source, state, say, forgetMessage, writeTerminal, redraw, leadsBack, isSmall, readScreen } = options;
  const { columns, rows } = options;
  const { exit, suspendTerminal } = useApp();
  const { shell, screens, typeAhead, typingRest } = state;
  const shellKeys = useMemo(() => {
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
          const most = helpRoom(helpOf(shell.read().screen), columns, rows);
          shell.dispatch({ kind: 'help-scrolled', lines: scrollLines(step, rows), most });
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
  }, [state, shell, exit, suspendTerminal, say, redraw, leadsBack, columns, rows, source, writeTerminal, readScreen]);
  const entries = (): readonly PaletteEntry[] =>
    listEntries({
      definitions,
      active: shell.read().screen,
      layers: screens.get(shell.read().screen)?.layers() ?? [],
      ...shellKeys,
      world: { ...state, say },
    });
  const paletteLayer = createPaletteLayer({ shell, entries, say });
  /** The keys of what is on top. */
  const ownLayers = (): readonly KeyLayer[] => {
    if (isSmall) return [{ keys: shellKeys.tooSmall, isModal: true }];
    if (typeAhead.isExpecting()) return [typeAhead.layer()];
    const { screen, help, palette } = shell.read();
    if (palette !== undefined) return [paletteLayer];
    if (help !== undefined) return [{ keys: shellKeys.help, isModal: true }];
    return screens.get(screen)?.layers() ?? [];
  };
  useKeptKeys({
    layers() {
      const layers = [...(typingRest.goesOn() ? [restLayer] : []), ...ownLayers()];
      // What was said of the key before is stale over a dialog whose answer goes on.
      if (layers.some(({ isModal }) => isModal === true)) forgetMessage();
      return [{ keys: shellKeys.always }, ...layers, { keys: shellKeys.global }];
    },
    say,
    opening() {
      const { screen, help, palette } = shell.read();
      const isSeen = !isSmall && help === undefined && palette === undefined && !typeAhead.isExpecting();
      return isSeen ? screens.get(screen)?.opening?.() : undefined;
    },
    always: shellKeys.always,
  });
  return { ownLayers, entries };
};
