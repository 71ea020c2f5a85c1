import process from 'node:process';

/**
 * Aborted when the process that started us over an IPC channel is gone, however it went.
 * Without such a parent (a shell, a service manager) it never is.
 */
export const watchParent = (): AbortSignal => {
  const gone = new AbortController();
  if (process.channel !== undefined) {
    process.once('disconnect', () => gone.abort(new Error('the console that this world belongs to is gone')));
    // The listener would keep us running after the world has ended.
    process.channel.unref();
  }
  return gone.signal;
};
