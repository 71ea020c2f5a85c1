import type { DnsAnswer } from '../../domain/dns/answer.ts';
import { raceSignal } from '../../lib/race-signal.ts';

interface Shared {
  readonly answer: Promise<DnsAnswer>;
  readonly controller: AbortController;
  waiting: number;
}

/** The answers of one run: each question is asked once, however many checks want it. A new run takes a new cache. */
export interface LookupCache {
  /**
   * The answer for `key`, asked by `start` if nobody did yet. Aborting `signal` frees its caller only; the question
   * itself is dropped, and forgotten, when nobody waits for it any more.
   */
  share(key: string, signal: AbortSignal, start: (signal: AbortSignal) => Promise<DnsAnswer>): Promise<DnsAnswer>;
}

/** An empty cache. */
export const createLookupCache = (): LookupCache => {
  const entries = new Map<string, Shared>();

  const begin = (key: string, start: (signal: AbortSignal) => Promise<DnsAnswer>): Shared => {
    const controller = new AbortController();
    const entry: Shared = { answer: start(controller.signal), controller, waiting: 0 };
    entry.answer.catch(() => entries.delete(key));
    entries.set(key, entry);
    return entry;
  };

  return {
    share: async (key, signal, start) => {
      const entry = entries.get(key) ?? begin(key, start);
      entry.waiting += 1;
      let isAnswered = false;
      try {
        signal.throwIfAborted();
        const answer = await raceSignal(signal, entry.answer);
        isAnswered = true;
        return answer;
      } finally {
        entry.waiting -= 1;
        if (!isAnswered && entry.waiting === 0) {
          entries.delete(key);
          entry.controller.abort();
        }
      }
    },
  };
};
