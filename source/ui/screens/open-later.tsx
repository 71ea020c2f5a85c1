import { Text } from 'ink';
import type { Destination, EarlyWorld, OpenScreen, ScreenSize, ScreenWorld } from './screen.ts';

type Open = (world: ScreenWorld) => OpenScreen;

/** All that a screen may say of itself: what is not handed on would be as if it never said so. */
type LaterScreen = Required<Omit<OpenScreen, 'shown'>>;

/**
 * A screen whose code and whose part of the world are loaded when it is first wanted: the console is seen before. Where
 * somebody went meanwhile is told to it then, and so are the keys that were pressed (`opening`).
 */
export const openLater =
  (load: () => Promise<Open>) =>
  (world: EarlyWorld): LaterScreen => {
    const listeners = new Set<() => void>();
    const visits: Destination[] = [];
    let size: ScreenSize | undefined;
    let screen: OpenScreen | undefined;
    let opening: 'loading' | 'failed' | undefined;
    let stop: (() => void) | undefined;
    let isStarted = false;
    const tell = (): void => {
      for (const listener of listeners) listener();
    };

    const loadOnce = async (): Promise<void> => {
      const [open, sources] = await Promise.all([load(), world.source.loadScreens()]);
      const opened = open({ ...world, source: { ...world.source, ...sources } });
      opening = undefined;
      screen = opened;
      opened.subscribe(tell);
      if (size !== undefined) opened.resize?.(size);
      if (isStarted) stop = opened.start();
      for (const visit of visits.splice(0)) opened.visit?.(visit);
      tell();
    };
    const prepare = (): void => {
      if (opening === 'loading' || screen !== undefined) return;
      opening = 'loading';
      void loadOnce().catch((error: unknown) => {
        // The next one who wants it tries again.
        opening = 'failed';
        world.typeAhead.forget();
        tell();
        if (isStarted) world.say(error instanceof Error ? error.message : String(error));
      });
    };

    return {
      prepare,
      opening: () => opening,
      start() {
        isStarted = true;
        stop = screen?.start();
        return () => {
          isStarted = false;
          stop?.();
        };
      },
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      read: () => screen?.read(),
      layers: () => screen?.layers() ?? [],
      pausedChanges: () => screen?.pausedChanges(),
      shownTimes: (now) => (screen === undefined ? '' : screen.shownTimes(now)),
      visit(destination) {
        if (screen !== undefined) return screen.visit?.(destination);
        visits.push(destination);
        prepare();
      },
      resize(given) {
        size = given;
        screen?.resize?.(given);
      },
      fitsWidth: () => screen?.fitsWidth?.() === true,
      speak: (now) => screen?.speak(now) ?? { place: 'loading', isPassing: true, sentences: [] },
      draw: (frame) => screen?.draw(frame) ?? <Text>…</Text>,
    };
  };
