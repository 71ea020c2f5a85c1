import { raceSignal } from './race-signal.ts';

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
        if (earlier !== undefined) {
          signal.throwIfAborted();
          await raceSignal(signal, earlier);
        }
        return await work();
      } finally {
        end();
        if (last.get(key) === mine) last.delete(key);
      }
    },
  };
};
