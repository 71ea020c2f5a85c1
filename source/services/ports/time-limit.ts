import type { HostAnswer } from '../../domain/probes/network.ts';

/** Runs a lookup against a clock. Running out of time is an answer; aborting rejects with the signal's reason. */
export const withTimeLimit = async (
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal },
  look: (limit: AbortSignal) => Promise<HostAnswer>,
): Promise<HostAnswer> => {
  signal.throwIfAborted();
  const stop = new AbortController();
  const { promise, resolve, reject } = Promise.withResolvers<HostAnswer>();
  const timer = setTimeout(
    () => resolve({ kind: 'failed', reason: 'timeout', detail: `no answer within ${timeoutMs} ms` }),
    timeoutMs,
  );
  const onAbort = (): void => reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([look(stop.signal), promise]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    stop.abort();
  }
};
