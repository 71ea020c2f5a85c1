import { useCallback, useMemo, useRef, useSyncExternalStore } from 'react';

const secondMs = 1_000;

type Subscribe = (listener: () => void) => () => void;

interface ShownOptions {
  /** The time when it was last looked at, a second fresh. */
  readonly now: () => Date;
  readonly subscribe: readonly Subscribe[];
  /** Objects that are others after every change. */
  readonly parts: () => readonly unknown[];
  /**
   * What is shown of the time in as few words as tell it: while they and the parts are the same nothing else is. Undefined
   * where every second may show something else.
   */
  readonly times: (now: Date) => string | undefined;
  /** What stands for all that is shown of parts and time, each the same for as long as it is. */
  readonly describe: (now: Date) => readonly unknown[];
}

const areSame = (some: readonly unknown[], others: readonly unknown[]): boolean =>
  some.length === others.length && some.every((one, index) => one === others[index]);

/**
 * What stands for all that is shown: the same for as long as nobody would see a difference, as Ink draws the whole frame
 * for each commit of React. Nothing is described while the parts and what is shown of the time are the same.
 */
export const createShownReader = ({ parts, times, describe }: Pick<ShownOptions, 'parts' | 'times' | 'describe'>) => {
  let seen: readonly unknown[] = [];
  let shown: readonly unknown[] = [];
  return (now: Date): unknown => {
    const all = [times(now) ?? now, ...parts()];
    if (areSame(all, seen)) return shown;
    seen = all;
    const described = describe(now);
    if (!areSame(described, shown)) shown = described;
    return shown;
  };
};

/** Draws anew when a second passed or something changed, unless all that is shown is the same; returns the time. */
export const useShown = ({ now: readTime, subscribe, parts, times, describe }: ShownOptions): Date => {
  const time = useRef<Date>(undefined);
  time.current ??= readTime();
  const read = useMemo(() => createShownReader({ parts, times, describe }), [parts, times, describe]);
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
