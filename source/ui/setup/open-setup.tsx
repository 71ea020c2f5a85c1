import { type DrawOptions, drawUntilExit } from '../draw-until-exit.tsx';
import { SetupApp } from './app.tsx';
import type { SetupChoice, SetupSource } from './source.ts';

interface SetupOptions extends DrawOptions {
  readonly source: SetupSource;
}

/** Asks a person what to open; undefined when they would rather leave. */
export const openSetup = async ({ source, ...terminal }: SetupOptions): Promise<SetupChoice | undefined> => {
  let chosen: SetupChoice | undefined;
  const choose = (choice: SetupChoice): void => {
    chosen = choice;
  };
  await drawUntilExit(terminal, (redraw) => <SetupApp source={source} redraw={redraw} choose={choose} />);
  return chosen;
};
