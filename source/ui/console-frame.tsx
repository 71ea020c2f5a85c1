import { Box, Text, useWindowSize } from 'ink';
import { useCallback, useLayoutEffect, useMemo, useSyncExternalStore } from 'react';
import { Footer } from './components/footer.tsx';
import { describeHeader, Header } from './components/header.tsx';
import { Help } from './components/help.tsx';
import { overTwoLines } from './components/over-two-lines.ts';
import { useConsoleKeys } from './console-keys.ts';
import type { LiveSource } from './console-source.ts';
import type { ConsoleState } from './console-state.ts';
import { drawAsText } from './draw-as-text.tsx';
import { globalFooter, roomyFooter, screenKeys } from './global-keys.ts';
import { helpOf } from './help-sections.ts';
import { useShown } from './hooks/use-shown.ts';
import { Palette } from './palette/palette.tsx';
import { screens as definitions } from './screens/index.ts';
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
  const theme = useTheme();
  const { shell, queue, screens, typeAhead } = state;
  const { screen: activeId, help, palette } = useSyncExternalStore(shell.subscribe, shell.read);
  useSyncExternalStore(typeAhead.subscribe, typeAhead.isExpecting);
  const active = screens.get(activeId);
  if (active === undefined) throw new Error(`There is no screen '${activeId}'.`);
  const height = rows - frameHeight;
  const watched = useMemo(() => {
    const header = (now: Date) => describeHeader(queue.read(), active.pausedChanges(), now);
    const times = (now: Date): string | undefined => {
      const [above, below] = [header(now), active.shownTimes(now)];
      return above === undefined || below === undefined ? undefined : `${above} ${below}`;
    };
    const describe = (now: Date): readonly unknown[] => [
      header(now) ?? now,
      ...(active.shown === undefined
        ? [active.read(), active.shownTimes(now) ?? now]
        : [active.shown({ columns, rows: height, now, theme })]),
    ];
    const subscribe = [active.subscribe, queue.subscribe];
    return { subscribe, parts: () => [active.read(), queue.read()], times, describe };
  }, [active, queue, columns, height, theme]);
  const now = useShown({ now: readTime, ...watched });
  const live = queue.read();
  useLayoutEffect(() => active.resize?.({ columns, rows: height }), [active, columns, height]);

  const isSmall = isTooSmall({ columns, rows });
  const readScreen = useCallback(
    () => drawAsText(active.draw({ columns, rows: height, now: readTime() }), { columns, theme }),
    [active, columns, height, readTime, theme],
  );
  const keys = { source, state, say, forgetMessage, writeTerminal, redraw, leadsBack };
  const { ownLayers, entries } = useConsoleKeys({ ...keys, columns, rows: height, isSmall, readScreen });

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

const screenFooter = screenKeys(definitions);
