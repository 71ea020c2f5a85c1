const interruptions = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

interface ProcessEnd {
  /** Aborted by Ctrl+C, SIGTERM, SIGHUP and by a fault that nobody caught: whatever holds the terminal gives it back. */
  readonly signal: AbortSignal;
  /** Throws the fault that nobody caught, once the command has cleaned up after itself. */
  throwIfCrashed(): void;
  /** What to blame for an error of the command: the fault that nobody caught, where that had it stopped. */
  faultBehind(error: unknown): unknown;
  /** After an interruption: ends as it would have ended us, so that the shell sees the truth. False when there was none. */
  finishInterrupted(): boolean;
}

/** Stands between the process and its sudden ends, so that a command can give back terminal and temporary files first. */
export const watchProcess = (): ProcessEnd => {
  const abort = new AbortController();
  let interruption: NodeJS.Signals | undefined;
  let crash: { readonly error: unknown } | undefined;

  for (const name of interruptions) {
    process.once(name, () => {
      interruption ??= name;
      abort.abort(new Error(`stopped by ${name}`));
    });
  }
  for (const fault of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(fault, (error: unknown) => {
      crash ??= { error };
      abort.abort(new Error('stopped by a fault'));
    });
  }
  // After SIGHUP, or when a pipe was closed, there is nobody left to write to; that is no fault of ours.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

  return {
    signal: abort.signal,
    throwIfCrashed() {
      if (crash !== undefined) throw crash.error;
    },
    faultBehind: (error) => (crash === undefined ? error : crash.error),
    finishInterrupted() {
      if (interruption === undefined) return false;
      process.removeAllListeners(interruption);
      process.kill(process.pid, interruption);
      return true;
    },
  };
};
