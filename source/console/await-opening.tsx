import { setImmediate } from 'node:timers/promises';
import { type DrawOptions, takeScreen } from '../ui/draw-until-exit.tsx';
import { namedKeys } from '../ui/keys/named-keys.ts';
import { OpeningFrame } from '../ui/opening-frame.tsx';

/** What was opened, and the terminal that shows so; disposing gives it back. */
export interface Opened<Result> extends AsyncDisposable {
  readonly result: Result;
  readonly terminal: DrawOptions;
}

/**
 * Opens what must be there before the console shows anything, and says on the screen what it waits for. Keys that leave
 * are heard at once, others by what is shown next.
 * @returns undefined when the person left.
 * @throws what opening throws, after the terminal was given back.
 */
export const awaitOpening = async <Result,>(
  terminal: DrawOptions,
  words: string,
  open: (signal: AbortSignal) => Promise<Result>,
): Promise<Opened<Result> | undefined> => {
  const { signal } = terminal;
  signal.throwIfAborted();
  const left = new AbortController();
  const screen = takeScreen(terminal, () => <OpeningFrame words={words} />);
  const giveKeysBack = hearKeys(terminal.stdin, () => left.abort(new Error('left')));
  try {
    const result = await Promise.race([open(AbortSignal.any([signal, left.signal])), failure(screen.exited)]);
    await giveKeysBack();
    return { result, terminal: { ...terminal, screen }, [Symbol.asyncDispose]: () => screen[Symbol.asyncDispose]() };
  } catch (error) {
    await giveKeysBack();
    await screen[Symbol.asyncDispose]();
    if (left.signal.aborted) return undefined;
    throw error;
  }
};

const escapeKey = '\u001B';
const controlC = '\u0003';

/** Calls `leave` for the keys that do. Returns how to stop, which hands the other keys to whoever reads next. */
const hearKeys = (stdin: DrawOptions['stdin'], leave: () => void): (() => Promise<void>) => {
  const typed: (Buffer | string)[] = [];
  const hear = (chunk: Buffer | string): void => {
    const keys = String(chunk);
    if (keys === escapeKey || keys.includes(namedKeys.leave) || keys.includes(controlC)) leave();
    else typed.push(chunk);
  };
  stdin.on('data', hear);
  return async () => {
    stdin.off('data', hear);
    stdin.pause();
    // Node stops reading a tick later, also for whoever began to listen meanwhile.
    await setImmediate();
    for (const chunk of typed.splice(0).reverse()) stdin.unshift(chunk);
  };
};

/** Rejects when drawing throws, and is silent otherwise. */
const failure = (exited: Promise<unknown>): Promise<never> =>
  new Promise((_resolve, reject) => void exited.catch(reject));
