import { Box, Text, useApp, useWindowSize } from 'ink';
import { useEffect, useLayoutEffect, useMemo } from 'react';
import { Footer } from '../components/footer.tsx';
import { Help } from '../components/help.tsx';
import { overTwoLines } from '../components/over-two-lines.ts';
import { alwaysKeys, tooSmallKeys } from '../global-keys.ts';
import { useKeys } from '../hooks/use-keys.ts';
import { useMessage } from '../hooks/use-message.ts';
import { useShown } from '../hooks/use-shown.ts';
import { measureWindow, suspendOrSay } from '../job-control/suspend.ts';
import { bindKeys, type KeyLayer } from '../keys/layer.ts';
import { useSpeaker } from '../speech/speaker-context.ts';
import { useSpeech } from '../speech/use-speech.ts';
import type { Store } from '../store.ts';
import { isTooSmall, TooSmall } from '../too-small.tsx';
import { fleetTimes } from './fleet-times.ts';
import { FleetHeader } from './header.tsx';
import { fleetGlobalKeys, fleetHelp } from './keys.ts';
import { createFleetLayers } from './layers.ts';
import { FleetScreen, fleetHeight } from './screen.tsx';
import type { FleetSource } from './source.ts';
import { speakFleet } from './speech.ts';
import type { FleetAction, FleetState } from './state.ts';

interface FleetAppProps {
  readonly source: FleetSource;
  readonly store: Store<FleetState, FleetAction>;
  readonly now: () => Date;
  readonly redraw: () => void;
}

/** Header, blank line, the screen's keys or a message, the keys of everywhere. */
const frameHeight = 4;

/** The table of databases; it exits with the name of the one to open. */
export const FleetApp = ({ source, store, now: readTime, redraw }: FleetAppProps) => {
  const { columns, rows } = useWindowSize();
  const { exit, suspendTerminal } = useApp();
  const speaker = useSpeaker();
  const [message, show] = useMessage();
  const say = speaker?.announce ?? show;
  const watched = useMemo(() => {
    const times = (at: Date): string => fleetTimes(store.read(), at);
    return {
      subscribe: [store.subscribe],
      parts: () => [store.read()],
      times,
      describe: (at: Date) => [store.read(), times(at)],
    };
  }, [store]);
  const now = useShown({ now: readTime, ...watched });
  const state = store.read();
  const height = rows - frameHeight;
  useEffect(() => source.subscribe((told) => store.dispatch({ kind: 'told', rows: told })), [source, store]);
  useLayoutEffect(() => store.dispatch({ kind: 'resized', height: fleetHeight(height) }), [store, height]);
  const layers = useMemo(() => createFleetLayers({ store, source, leave: exit }), [store, source, exit]);
  const always = useMemo(
    () =>
      bindKeys(alwaysKeys, {
        quit: () => exit(),
        suspend: () => void suspendOrSay(suspendTerminal, say),
        redraw: () => void measureWindow().then(redraw),
      }),
    [exit, suspendTerminal, say, redraw],
  );
  const isSmall = speaker === undefined && isTooSmall({ columns, rows });
  const own = (): readonly KeyLayer[] =>
    isSmall
      ? [{ keys: bindKeys(tooSmallKeys, { quit: () => exit() }), isModal: true }]
      : layers({ columns, rows: height });
  useKeys(() => [{ keys: always }, ...own()], say);
  useSpeech(() => speakFleet(state, own(), now), readTime);
  if (speaker !== undefined) return null;
  if (isSmall) return <TooSmall columns={columns} rows={rows} />;
  const [top] = own();
  // What is too long for one line takes that of the keys, too, as in the console.
  const [saidLine, saidRest] = message === undefined ? [] : overTwoLines(message, columns);
  return (
    <Box width={columns} height={rows} overflow="hidden" flexDirection="column">
      <FleetHeader server={source.server} state={state} now={now} columns={columns} />
      <Box height={1} flexShrink={0} />
      <Box flexGrow={1} flexDirection="column" overflow="hidden">
        {state.help === undefined ? (
          <FleetScreen state={state} columns={columns} rows={height} now={now} />
        ) : (
          <Help columns={columns} rows={height} offset={state.help} sections={fleetHelp} />
        )}
      </Box>
      <Box height={1} flexShrink={0}>
        {saidLine === undefined ? (
          <Footer left={top?.keys ?? []} right={[]} />
        ) : (
          <Text wrap="truncate-end">{saidLine}</Text>
        )}
      </Box>
      <Box height={1} flexShrink={0} flexDirection="column">
        {saidRest !== undefined && <Text wrap="truncate-end">{saidRest}</Text>}
        {saidRest === undefined && top?.isModal !== true && <Footer left={[]} right={fleetGlobalKeys} />}
      </Box>
    </Box>
  );
};
