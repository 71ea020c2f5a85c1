/** Whether `ms` went by; false as soon as `signal` aborts. Never rejects: most pauses here are called off, not failed. */
export const pause = (ms: number, signal: AbortSignal): Promise<boolean> => {
  if (signal.aborted) return Promise.resolve(false);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const callOff = (): void => resolve(false);
  const timer = setTimeout(() => resolve(true), ms);
  signal.addEventListener('abort', callOff, { once: true });
  return promise.finally(() => {
    clearTimeout(timer);
    signal.removeEventListener('abort', callOff);
  });
};
