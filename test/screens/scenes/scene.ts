import type { EmulatedTerminal, View } from '../../support/emulated-terminal.ts';
import { type Screen, type ScreenOptions, showScreen } from '../../support/open-screen.tsx';
import { createPicture } from '../../support/picture.ts';

/** Something that a person can have before them: a screen or a dialog in a certain state, always the same. */
export interface Scene {
  /** The name of its file. */
  readonly name: string;
  /** Opens it in such a terminal; resolves once it is there. Whoever opens it closes it. */
  open(view: View): Promise<EmulatedTerminal>;
}

/** A clock that stands still until a script goes on: whoever presses y has had the time to read. */
export interface HandClock {
  read(): Date;
  pass(ms: number): void;
}

export const sceneNow = new Date('2026-11-24T12:04:00Z');

export const ago = (ms: number): Date => new Date(sceneNow.getTime() - ms);

const createHandClock = (): HandClock => {
  let time = sceneNow.getTime();
  return {
    read: () => new Date(time),
    pass: (ms) => {
      time += ms;
    },
  };
};

/** Leads a terminal to the scene; one that does not get there is closed. */
export const scene = <Opened extends EmulatedTerminal>(
  name: string,
  begin: (view: View, clock: HandClock) => Opened,
  lead: (opened: Opened, clock: HandClock) => Promise<unknown>,
): Scene => ({
  name,
  async open(view) {
    const clock = createHandClock();
    const opened = begin(view, clock);
    try {
      await lead(opened, clock);
      await opened.settle();
      return opened;
    } catch (error) {
      await opened.close();
      throw error;
    }
  },
});

/** A scene of the console; its sources are made anew each time. */
export const consoleScene = (
  name: string,
  prepare: () => ScreenOptions,
  lead: (screen: Screen, clock: HandClock) => Promise<unknown>,
): Scene => scene(name, (view, clock) => showScreen({ clock: clock.read, ...prepare(), ...view }), lead);

/** The same over a queue that is looked at. */
export const liveScene = (
  name: string,
  prepare: () => ScreenOptions,
  lead: (screen: Screen, clock: HandClock) => Promise<unknown>,
): Scene =>
  consoleScene(name, prepare, async (screen, clock) => {
    screen.tell({ kind: 'queue', event: { kind: 'snapshot', picture: createPicture() } });
    await screen.waitFor('live 2 s');
    await lead(screen, clock);
  });
