/**
 * Stops the process as Ctrl+Z does and resolves when the shell brings it back. The timer keeps Node alive in between:
 * a listener for a signal does not.
 */
export const suspendProcess = (): Promise<void> =>
  new Promise((resolve) => {
    const alive = setInterval(() => undefined, 1_000);
    process.once('SIGCONT', () => {
      clearInterval(alive);
      resolve();
    });
    process.kill(process.pid, 'SIGTSTP');
  });
