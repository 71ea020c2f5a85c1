import { readFileSync } from 'node:fs';
import { isOrphaned, parseStat } from './is-orphaned.ts';

const readProcess = (pid: number) => {
  try {
    return parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return undefined;
  }
};

/** Whether a shell waits that could bring a stopped process back; true where that cannot be told. */
const hasJobControl = (): boolean => isOrphaned(process.pid, readProcess) !== true;

/** Of two ticks without a sign of having been stopped the second proves that we were not: a stopped process has no ticks. */
const tickMs = 250;

/**
 * Stops the process as Ctrl+Z does and resolves when the shell brings it back, the size of the window then known anew.
 * Resolves with false when the system discarded the stop. The timer also keeps Node alive: a signal's listener does not.
 */
const suspendProcess = async (): Promise<boolean> => {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  let ticks = 0;
  const onContinue = (): void => resolve(true);
  const timer = setInterval(() => {
    ticks += 1;
    if (ticks === 2) resolve(false);
  }, tickMs);
  process.once('SIGCONT', onContinue);
  process.kill(process.pid, 'SIGTSTP');
  const wasStopped = await promise;
  clearInterval(timer);
  process.off('SIGCONT', onContinue);
  if (wasStopped) await measureWindow();
  return wasStopped;
};

/** Who is stopped hears nothing of a new size: the signal goes to those in the foreground. Node measures when it comes. */
export const measureWindow = async (): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  process.once('SIGWINCH', () => resolve());
  process.kill(process.pid, 'SIGWINCH');
  await promise;
};

const noShell = 'Ctrl+Z does nothing here: no shell waits that could bring the console back.';

/** Stops the process while the terminal is given back, or says why it does not. */
export const suspendOrSay = async (
  suspendTerminal: (whileAway: () => Promise<void>) => Promise<void>,
  say: (message: string) => void,
): Promise<void> => {
  if (!hasJobControl()) return say(noShell);
  await suspendTerminal(async () => {
    if (!(await suspendProcess())) say(noShell);
  });
};
