import { App } from './app.tsx';
import type { LiveSource } from './console-source.ts';
import { type DrawOptions, drawUntilExit } from './draw-until-exit.tsx';
import type { ScreenId } from './screens/screen.ts';
import type { SetupChoice } from './setup/source.ts';

export interface ConsoleOptions extends DrawOptions {
  readonly source: LiveSource;
  readonly now: () => Date;
  /** Something lies behind the first screen, and the keys that go back lead there. */
  readonly leadsBack?: boolean;
  /** The screen that is shown first; by default the queue. */
  readonly first?: ScreenId | undefined;
}

/** How a person left the console: for good, for what lies behind it, or for something else to open. */
export type ConsoleLeft =
  | { readonly kind: 'quit' | 'back' }
  | { readonly kind: 'chose'; readonly choice: SetupChoice; readonly screen: ScreenId };

/** Shows the console until the person leaves or the signal is aborted. */
export const openConsole = async ({
  source,
  now,
  leadsBack = false,
  first,
  ...terminal
}: ConsoleOptions): Promise<ConsoleLeft> => {
  let chosen: ConsoleLeft | undefined;
  const choose = (choice: SetupChoice, screen: ScreenId): void => {
    chosen = { kind: 'chose', choice, screen };
  };
  const left = await drawUntilExit(terminal, (redraw) => (
    <App
      source={source}
      now={now}
      redraw={redraw}
      leadsBack={leadsBack}
      multiplexer={terminal.multiplexer}
      first={first}
      choose={choose}
    />
  ));
  return chosen ?? { kind: left === 'back' ? 'back' : 'quit' };
};
