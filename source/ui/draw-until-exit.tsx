import { type Instance, render } from 'ink';
import type { ReactNode } from 'react';
import { keysOnlyOutput } from './speech/keys-only-output.ts';
import { createSpeaker } from './speech/speaker.ts';
import { SpeakerContext } from './speech/speaker-context.ts';
import { narrowOutput } from './theme/narrow-output.ts';
import type { TerminalStyle } from './theme/terminal-style.ts';
import { createTheme } from './theme/theme.ts';
import { ThemeContext } from './theme/theme-context.ts';

/** What is drawn, given how to draw it anew. */
type Picture = (redraw: () => void) => ReactNode;

/** The alternate screen while it is ours. Disposing gives the terminal back, as does what it shows when it exits. */
export interface TakenScreen extends AsyncDisposable {
  /** Draws this in place of what was there. */
  show(picture: Picture): void;
  /** Resolves with what the picture exited with; rejects with what was thrown while drawing. */
  readonly exited: Promise<unknown>;
}

export interface DrawOptions extends TerminalStyle {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  /** Gives the terminal back. */
  readonly signal: AbortSignal;
  /** The screen, where it is ours already: what is drawn there takes the place of what was. */
  readonly screen?: TakenScreen;
}

/**
 * Draws on the alternate screen until the picture exits or the signal is aborted; the terminal is then as it was.
 * @returns what it exited with.
 * @throws whatever was thrown while drawing, after the terminal was given back.
 */
export const drawUntilExit = async (options: DrawOptions, picture: Picture): Promise<unknown> => {
  const { screen, signal } = options;
  if (screen === undefined) return signal.aborted ? undefined : await takeScreen(options, picture).exited;
  screen.show(picture);
  return await screen.exited;
};

/** Begins to draw on the alternate screen. The signal must not be aborted yet. */
export const takeScreen = (options: Omit<DrawOptions, 'screen'>, first: Picture): TakenScreen => {
  const { stdin, ascii, letters, signal, speaks = false } = options;
  const stdout = ascii ? narrowOutput(options.stdout, letters) : options.stdout;
  let picture = first;
  const speaker = speaks
    ? createSpeaker({ write: (text) => void stdout.write(text), columns: () => stdout.columns })
    : undefined;
  const draw = () => (
    <ThemeContext.Provider value={createTheme(options)}>
      <SpeakerContext.Provider value={speaker}>{picture(redraw)}</SpeakerContext.Provider>
    </ThemeContext.Provider>
  );
  // Repairs what other programs wrote over the screen; Ink's own memory of it is thrown away.
  const redraw = () => {
    if (speaker === undefined) instance.clear();
    else speaker.repeat();
    instance.rerender(draw());
  };
  // Before the first frame, which Ink draws earlier: a key pressed in between would be echoed into it.
  stdin.setRawMode(true);
  // One that was echoed before moved the cursor, where the alternate screen begins: the first line would be too long.
  stdout.write('\r');
  const instance: Instance = render(draw(), {
    stdin,
    stdout: speaks ? keysOnlyOutput(stdout) : stdout,
    // What is said stays where it can be read again; Ink then only hears the keys.
    alternateScreen: !speaks,
    incrementalRendering: !speaks,
    isScreenReaderEnabled: speaks,
    // Ink holds a frame back twice, for a render and for a write: at its own 30 a key that comes after the clock's
    // tick would be seen 66 ms later.
    maxFps: 60,
    // Said explicitly: with CI set in the environment Ink would draw one last frame and nothing else.
    interactive: true,
    exitOnCtrlC: false,
    // What other code prints would land in the middle of the screen; a terminal that is not ours has no such prints.
    patchConsole: options.stdout === process.stdout,
  });
  const close = () => instance.unmount();
  signal.addEventListener('abort', close, { once: true });
  const exited = instance.waitUntilExit().finally(() => {
    signal.removeEventListener('abort', close);
    speaker?.end();
    stdin.setRawMode(false);
  });
  return {
    exited,
    show(next) {
      picture = next;
      instance.rerender(draw());
    },
    async [Symbol.asyncDispose]() {
      close();
      // Whoever draws is told what was thrown.
      await exited.catch(() => undefined);
    },
  };
};
