import { onAbort } from './on-abort.ts';

/**
 * The work's result, or the signal's reason as soon as that aborts: work that ignores its signal is not waited for.
 * Work that is done by then wins.
 */
export const raceSignal = async <Value>(signal: AbortSignal, work: Promise<Value>): Promise<Value> => {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(signal.reason);
  const callOff = onAbort(signal, abort);
  if (signal.aborted) abort();
  try {
    return await Promise.race([work, aborted]);
  } finally {
    callOff();
    // Whichever of them loses has nobody left who listens.
    work.catch(() => undefined);
    aborted.catch(() => undefined);
  }
};
