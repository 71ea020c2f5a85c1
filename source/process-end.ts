const interruptions = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What is under way may need a moment to say what became of it; longer waits are for a world that does not answer. */
const patienceMs = 10_000;

interface ProcessEnd {
  /** Aborted by Ctrl+C, SIGTERM, SIGHUP and by a fault that nobody caught: whatever holds the terminal gives it back. */
  readonly signal: AbortSignal;
  /** From now on SIGHUP ends nothing and is heard by this listener alone. */
  onHangup(listener: () => void): void;
  /** Throws the fault that nobody caught, once the command has cleaned up after itself. */
  throwIfCrashed(): void;
  /** What to blame for an error of the command: the fault that nobody caught, where that had it stopped. */
  faultBehind(error: unknown): unknown;
  /** After an interruption: ends as it would have ended us, so that the shell sees the truth. False when there was none. */
  finishInterrupted(): boolean;
}

/**
 * Stands between the process and its sudden ends, so that a command can give back terminal and temporary files first.
 * A second interruption, or ten seconds after the first, ends the process whatever it waits for.
 */
export const watchProcess = (): ProcessEnd => {
  const abort = new AbortController();
  let interruption: NodeJS.Signals | undefined;
  let hangup: (() => void) | undefined;
  let crash: { readonly error: unknown } | undefined;

  for (const name of interruptions) {
    process.on(name, () => {
      if (name === 'SIGHUP' && hangup !== undefined) return hangup();
      if (interruption !== undefined) endByForce(name);
      interruption ??= name;
      setTimeout(() => endByForce(name), patienceMs).unref();
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
    onHangup(listener) {
      hangup = listener;
    },
    throwIfCrashed() {
      if (crash !== undefined) throw crash.error;
    },
    faultBehind: (error) => (crash === undefined ? error : crash.error),
    finishInterrupted() {
      if (interruption === undefined) return false;
      endAs(interruption);
      return true;
    },
  };
};

/** As the signal would have ended us had nobody listened. */
const endAs = (name: NodeJS.Signals): void => {
  process.removeAllListeners(name);
  process.kill(process.pid, name);
};

/** Leaves the alternate screen and shows the cursor again (xterm, "DEC Private Mode Reset"). */
const leaveScreen = '\u001B[?1049l\u001B[?25h';

const endByForce = (name: NodeJS.Signals): void => {
  const { stdin, stdout } = process;
  if (stdin.isTTY && stdin.isRaw) {
    stdin.setRawMode(false);
    stdout.write(leaveScreen);
  }
  endAs(name);
};
