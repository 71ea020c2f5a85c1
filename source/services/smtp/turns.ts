/** Lets things that share a key happen one after the other. */
export interface Turns {
  /** Runs `work` once all earlier work under `key` has ended. While it waits it rejects when `signal` aborts. */
  take<Result>(key: string, signal: AbortSignal, work: () => Promise<Result>): Promise<Result>;
}

export const createTurns = (): Turns => {
  const last = new Map<string, Promise<void>>();
  return {
    take: async (key, signal, work) => {
      const earlier = last.get(key);
      const { promise: ended, resolve: end } = Promise.withResolvers<void>();
      const mine = Promise.all([earlier, ended]).then(() => undefined);
      last.set(key, mine);
      try {
        if (earlier !== undefined) await waitFor(earlier, signal);
        return await work();
      } finally {
        end();
        if (last.get(key) === mine) last.delete(key);
      }
    },
  };
};

const waitFor = async (turn: Promise<void>, signal: AbortSignal): Promise<void> => {
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    await Promise.race([turn, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
};
