import type { HostAnswer } from '../../domain/probes/network.ts';
import { raceSignal } from '../../lib/race-signal.ts';

/** Runs a lookup against a clock. Running out of time is an answer; aborting rejects with the signal's reason. */
export const withTimeLimit = async (
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal },
  look: (limit: AbortSignal) => Promise<HostAnswer>,
): Promise<HostAnswer> => {
  signal.throwIfAborted();
  const stop = new AbortController();
  const { promise: timedOut, resolve } = Promise.withResolvers<HostAnswer>();
  const timer = setTimeout(
    () => resolve({ kind: 'failed', reason: 'timeout', detail: `no answer within ${timeoutMs} ms` }),
    timeoutMs,
  );
  try {
    return await raceSignal(signal, Promise.race([look(stop.signal), timedOut]));
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
};
