interface Waiting {
  readonly calls: Set<() => void>;
  readonly listener: () => void;
}

const waitingFor = new WeakMap<AbortSignal, Waiting>();

/**
 * Calls `act` when the signal aborts, once; returns what calls that off. Like addEventListener it hears nothing of a signal
 * that is aborted already. All who wait for one signal share a listener: an EventTarget compares each with all others when
 * it comes and when it goes, and a diagnosis has more than a hundred.
 */
export const onAbort = (signal: AbortSignal, act: () => void): (() => void) => {
  const { calls, listener } = waitingFor.get(signal) ?? listenTo(signal);
  // The same function may be given twice, each to be called off by itself.
  const call = (): void => act();
  calls.add(call);
  return () => {
    if (!calls.delete(call) || calls.size > 0) return;
    // A signal that is made of others is kept for as long as somebody listens.
    signal.removeEventListener('abort', listener);
    waitingFor.delete(signal);
  };
};

const listenTo = (signal: AbortSignal): Waiting => {
  const calls = new Set<() => void>();
  const listener = (): void => {
    waitingFor.delete(signal);
    // Who is called may call off others.
    for (const call of [...calls]) if (calls.delete(call)) call();
  };
  const waiting = { calls, listener };
  waitingFor.set(signal, waiting);
  signal.addEventListener('abort', listener, { once: true });
  return waiting;
};
