import { Text } from 'ink';
import type { Destination, EarlyWorld, OpenScreen, ScreenSize, ScreenWorld } from './screen.ts';

type Open = (world: ScreenWorld) => OpenScreen;

/**
 * A screen whose code and whose part of the world are loaded when it is first wanted: the console is seen before. Until
 * then it hears no keys; where somebody went meanwhile is told to it then.
 */
export const openLater =
  (load: () => Promise<Open>) =>
  (world: EarlyWorld): OpenScreen => {
    const listeners = new Set<() => void>();
    const visits: Destination[] = [];
    let size: ScreenSize | undefined;
    let screen: OpenScreen | undefined;
    let isLoading = false;
    let stop: (() => void) | undefined;
    let isStarted = false;
    const tell = (): void => {
      for (const listener of listeners) listener();
    };

    const loadOnce = async (): Promise<void> => {
      const [open, sources] = await Promise.all([load(), world.source.loadScreens()]);
      const opened = open({ ...world, source: { ...world.source, ...sources } });
      screen = opened;
      opened.subscribe(tell);
      if (size !== undefined) opened.resize?.(size);
      if (isStarted) stop = opened.start();
      for (const visit of visits.splice(0)) opened.visit?.(visit);
      tell();
    };
    const prepare = (): void => {
      if (isLoading) return;
      isLoading = true;
      void loadOnce().catch((error: unknown) => {
        // The next one who wants it tries again.
        isLoading = false;
        if (isStarted) world.say(error instanceof Error ? error.message : String(error));
      });
    };

    return {
      prepare,
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
      visit(destination) {
        if (screen !== undefined) return screen.visit?.(destination);
        visits.push(destination);
        prepare();
      },
      resize(given) {
        size = given;
        screen?.resize?.(given);
      },
      draw: (frame) => screen?.draw(frame) ?? <Text>…</Text>,
    };
  };
