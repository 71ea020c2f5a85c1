import { Box, Text, useApp, useWindowSize } from 'ink';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { Footer } from '../components/footer.tsx';
import { overTwoLines } from '../components/over-two-lines.ts';
import { alwaysKeys, tooSmallKeys } from '../global-keys.ts';
import { useKeys } from '../hooks/use-keys.ts';
import { useMessage } from '../hooks/use-message.ts';
import { measureWindow, suspendOrSay } from '../job-control/suspend.ts';
import { bindKeys } from '../keys/layer.ts';
import { useSpeaker } from '../speech/speaker-context.ts';
import { useSpeech } from '../speech/use-speech.ts';
import { createStore } from '../store.ts';
import { useTheme } from '../theme/theme-context.ts';
import { isTooSmall, TooSmall } from '../too-small.tsx';
import { restLayer, type TypingRest } from '../type-ahead/typing-rest.ts';
import { createSetupLayers } from './layers.ts';
import { SetupScreen } from './screen.tsx';
import type { SetupChoice, SetupSource } from './source.ts';
import { speakSetup } from './speech.ts';
import { createSetupState, setupReducer } from './state.ts';

interface Behind {
  readonly name: string;
  readonly show: () => void;
  /** What is still written for it is not meant for the form. */
  readonly typingRest: TypingRest;
}

interface SetupAppProps {
  readonly source: SetupSource;
  readonly redraw: () => void;
  /** Told what the person wants to open, just before it exits. */
  readonly choose: (choice: SetupChoice) => void;
  /** What lies behind it, where leaving it does not end the program. */
  readonly behind?: Behind;
}

/** Title and blank line; below stand the keys, or what was said. */
const frameHeight = 2;

/** The set-up screen; it exits when something was chosen, or nothing. */
export const SetupApp = ({ source, redraw, choose, behind }: SetupAppProps) => {
  const theme = useTheme();
  const { columns, rows } = useWindowSize();
  const { exit, suspendTerminal } = useApp();
  const speaker = useSpeaker();
  const [message, show] = useMessage();
  const say = speaker?.announce ?? show;
  const [store] = useState(() => createStore(setupReducer, createSetupState(source.first, source.configurations)));
  const state = useSyncExternalStore(store.subscribe, store.read);
  const { layers, stop } = useMemo(
    () =>
      createSetupLayers({
        store,
        source,
        leave(choice) {
          if (choice !== undefined) choose(choice);
          if (choice === undefined && behind !== undefined) behind.show();
          else exit();
        },
        leads: behind === undefined ? 'leave' : behind.name,
      }),
    [store, source, choose, exit, behind],
  );
  useEffect(() => stop, [stop]);
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
  useKeys(
    () => [
      { keys: always },
      ...(behind?.typingRest.goesOn() === true ? [restLayer] : []),
      ...(isSmall ? [{ keys: bindKeys(tooSmallKeys, { quit: () => exit() }), isModal: true }] : layers()),
    ],
    say,
  );
  useSpeech(
    () => speakSetup(source, state, layers()),
    () => new Date(),
  );
  if (speaker !== undefined) return null;
  if (isSmall) return <TooSmall columns={columns} rows={rows} />;
  const said = message === undefined ? [] : overTwoLines(message, columns);
  const sayHeight = Math.max(1, said.length);
  return (
    <Box width={columns} height={rows} overflow="hidden" flexDirection="column">
      <Text wrap="truncate-end">
        <Text bold={theme.colors}>odoo-mail-doctor</Text>
        {'   set-up'}
      </Text>
      <Box height={1} flexShrink={0} />
      <Box flexGrow={1} flexDirection="column" overflow="hidden">
        <SetupScreen source={source} state={state} columns={columns} rows={rows - frameHeight - sayHeight} />
      </Box>
      <Box height={sayHeight} flexShrink={0} flexDirection="column">
        {said.length === 0 ? (
          <Footer left={layers().flatMap(({ keys }) => keys)} right={[]} />
        ) : (
          <Text wrap="truncate-end">{said.join('\n')}</Text>
        )}
      </Box>
    </Box>
  );
};
