import type { ReadStream, WriteStream } from 'node:tty';
import { namedKeys } from '../ui/keys/named-keys.ts';

interface Terminal {
  readonly stdin: Pick<ReadStream, 'setRawMode' | 'on' | 'off' | 'pause'>;
  readonly stdout: Pick<WriteStream, 'write'>;
  readonly signal: AbortSignal;
}

/** Long enough for a server that is well: nobody reads a line that is gone at once. */
const quietMs = 1_000;
const escapeKey = '\u001B';
const controlC = '\u0003';

/**
 * Waits for what must be there before the screen opens. After a second it says what it waits for, and hears the keys that
 * leave the console.
 * @returns undefined when the person left.
 */
export const awaitOpening = async <Result>(
  { stdin, stdout, signal }: Terminal,
  words: string,
  open: (signal: AbortSignal) => Promise<Result>,
): Promise<Result | undefined> => {
  const left = new AbortController();
  const hear = (chunk: Buffer | string): void => {
    const keys = String(chunk);
    if (keys === escapeKey || keys.includes(namedKeys.leave) || keys.includes(controlC)) left.abort(new Error('left'));
  };
  let isShown = false;
  const timer = setTimeout(() => {
    isShown = true;
    stdout.write(`${words} (${namedKeys.leave} leaves)\n`);
    stdin.setRawMode(true);
    stdin.on('data', hear);
  }, quietMs);
  try {
    return await open(AbortSignal.any([signal, left.signal]));
  } catch (error) {
    if (left.signal.aborted) return undefined;
    throw error;
  } finally {
    clearTimeout(timer);
    if (isShown) {
      stdin.off('data', hear);
      stdin.pause();
      stdin.setRawMode(false);
    }
  }
};
