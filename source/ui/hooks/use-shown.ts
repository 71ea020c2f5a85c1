import { useCallback, useMemo, useRef, useSyncExternalStore } from 'react';

const secondMs = 1_000;

type Subscribe = (listener: () => void) => () => void;

interface ShownOptions {
  /** The time when it was last looked at, a second fresh. */
  readonly now: () => Date;
  readonly subscribe: readonly Subscribe[];
  /** Objects that are others after every change. */
  readonly parts: () => readonly unknown[];
  /** All that is shown of the parts at that time, as text; undefined where that is not known. */
  readonly describe: (now: Date) => string | undefined;
}

/**
 * What stands for all that is shown: the same for as long as nobody would see a difference, as Ink draws the whole frame
 * for each commit of React. The parts are not described again while they and the time are the same.
 */
export const createShownReader = ({ parts, describe }: Pick<ShownOptions, 'parts' | 'describe'>) => {
  let seen: readonly unknown[] | undefined;
  let shown: unknown;
  return (now: Date): unknown => {
    const all = [now, ...parts()];
    if (seen === undefined || all.some((part, index) => part !== seen?.[index])) {
      seen = all;
      shown = describe(now) ?? all;
    }
    return shown;
  };
};

/** Draws anew when a second passed or something changed, unless all that is shown is the same; returns the time. */
export const useShown = ({ now: readTime, subscribe, parts, describe }: ShownOptions): Date => {
  const time = useRef<Date>(undefined);
  time.current ??= readTime();
  const read = useMemo(() => createShownReader({ parts, describe }), [parts, describe]);
  const listen = useCallback(
    (listener: () => void) => {
      const stops = subscribe.map((each) => each(listener));
      const timer = setInterval(() => {
        time.current = readTime();
        listener();
      }, secondMs);
      return () => {
        clearInterval(timer);
        for (const stop of stops) stop();
      };
    },
    [subscribe, readTime],
  );
  const readNow = () => time.current ?? readTime();
  useSyncExternalStore(listen, () => read(readNow()));
  return readNow();
};
