import { onAbort } from './on-abort.ts';

/** Runs tasks, at most `most` at a time, in the order they came; a task that is aborted while it waits never starts. */
export const createLimit = (most: number) => {
  const waiting: (() => void)[] = [];
  let running = 0;

  const enter = async (signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted();
    if (running < most) {
      running += 1;
      return;
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const giveUp = () => {
      const place = waiting.indexOf(resolve);
      // Called up already: the task starts, and finds its signal aborted by itself.
      if (place === -1) return;
      waiting.splice(place, 1);
      reject(signal.reason);
    };
    const callOff = onAbort(signal, giveUp);
    waiting.push(resolve);
    try {
      await promise;
    } finally {
      callOff();
    }
  };

  /** The place of a task that ended goes to the next in line. */
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  };

  return async <Result>(signal: AbortSignal, task: () => Promise<Result>): Promise<Result> => {
    await enter(signal);
    try {
      return await task();
    } finally {
      leave();
    }
  };
};
