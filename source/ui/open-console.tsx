import { App } from './app.tsx';
import type { ConsoleSource } from './console-source.ts';
import { type DrawOptions, drawUntilExit } from './draw-until-exit.tsx';

export interface ConsoleOptions extends DrawOptions {
  readonly source: ConsoleSource;
  readonly now: () => Date;
  /** Something lies behind the first screen, and the keys that go back lead there. */
  readonly leadsBack?: boolean;
}

/** Shows the console until the person quits or the signal is aborted; `back` where they want what lies behind it. */
export const openConsole = async ({
  source,
  now,
  leadsBack = false,
  ...terminal
}: ConsoleOptions): Promise<'back' | undefined> => {
  const left = await drawUntilExit(terminal, (redraw) => (
    <App source={source} now={now} redraw={redraw} leadsBack={leadsBack} multiplexer={terminal.multiplexer} />
  ));
  return left === 'back' ? left : undefined;
};
