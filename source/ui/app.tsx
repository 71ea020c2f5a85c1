import { useApp, useStdout } from 'ink';
import { useCallback, useEffect, useLayoutEffect, useMemo, useState } from 'react';
import { ConsoleFrame } from './console-frame.tsx';
import type { ConsoleEvent, LiveSource } from './console-source.ts';
import { createConsoleState } from './console-state.ts';
import { useMessage } from './hooks/use-message.ts';
import { screens as definitions } from './screens/index.ts';
import type { ScreenId } from './screens/screen.ts';
import type { SetupChoice } from './setup/source.ts';
import { useSetup } from './setup/use-setup.ts';
import { useSpeaker } from './speech/speaker-context.ts';
import { SpokenFrame } from './speech/spoken-frame.tsx';
import { type Multiplexer, passThrough } from './terminal-clipboard.ts';

export interface AppProps {
  readonly source: LiveSource;
  readonly now: () => Date;
  /** Forgets what the terminal shows and draws everything anew. */
  readonly redraw: () => void;
  /** Something lies behind the first screen: what goes back from there exits with `back`. */
  readonly leadsBack: boolean;
  readonly multiplexer: Multiplexer | undefined;
  /** The screen that is shown first. */
  readonly first?: ScreenId | undefined;
  /** Told what else the person wants to open where the connection was lost, and where they stood, just before it exits. */
  readonly choose?: (choice: SetupChoice, screen: ScreenId) => void;
}

/** What the queue and the other screens keep, with what was seen before all this is drawn. */
const openState = (options: Parameters<typeof createConsoleState>[0]) => {
  const state = createConsoleState(options);
  const early = options.source.takeEarly?.() ?? [];
  for (const event of early) state.queue.dispatch(event);
  return { state, isExact: early.some(isExact) };
};

const isExact = (event: ConsoleEvent): boolean =>
  event.kind === 'queue' && 'picture' in event.event && event.event.picture.complete;

/** The console; where its connection is lost for good, the set-up screen, behind which everything stays as it was. */
export const App = ({ source, now, redraw, leadsBack, multiplexer, first, choose }: AppProps) => {
  const { stdout } = useStdout();
  const { exit } = useApp();
  const speaker = useSpeaker();
  const [message, show, forgetMessage] = useMessage();
  const say = speaker?.announce ?? show;
  const writeTerminal = useCallback(
    (sequence: string) => void stdout.write(passThrough(sequence, multiplexer)),
    [stdout, multiplexer],
  );
  const [{ state, isExact: wasExact }] = useState(() =>
    openState({ source, definitions, first, say, now, writeTerminal }),
  );
  const { shell, queue, screens, typingRest } = state;
  useEffect(() => {
    // Not before true counts are drawn.
    if (wasExact) setImmediate(state.prepare);
    return source.subscribe((event) => {
      queue.dispatch(event);
      if (isExact(event)) setImmediate(state.prepare);
    });
  }, [source, queue, state, wasExact]);
  useEffect(() => {
    const stops = Array.from(screens.values(), (screen) => screen.start());
    return () => {
      for (const stop of stops) stop();
    };
  }, [screens]);
  const lost = useSetup(source, queue, now);
  const dismiss = lost?.dismiss;
  const behind = useMemo(
    () => (dismiss === undefined ? undefined : { name: 'the last picture', show: dismiss, typingRest }),
    [dismiss, typingRest],
  );
  // It came by itself: whoever was writing a password must not write it into the form.
  useLayoutEffect(() => {
    if (behind !== undefined) typingRest.begin();
  }, [behind, typingRest]);
  const chooseOther = useCallback(
    (choice: SetupChoice) => {
      choose?.(choice, shell.read().screen);
      exit();
    },
    [choose, shell, exit],
  );
  if (lost !== undefined && behind !== undefined) {
    return <lost.SetupApp source={lost.setup} redraw={redraw} choose={chooseOther} behind={behind} />;
  }
  const frame = { source, state, say, forgetMessage, writeTerminal, now, redraw, leadsBack };
  return speaker === undefined ? <ConsoleFrame {...frame} message={message} /> : <SpokenFrame {...frame} />;
};
