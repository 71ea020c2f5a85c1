import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { awaitOpening } from '../../source/console/await-opening.ts';

/** A terminal of which is known whether it is raw, and what was written to it. */
const createTerminal = () => {
  const events = new EventEmitter();
  let written = '';
  const terminal = {
    isRaw: false,
    stdin: Object.assign(events, {
      setRawMode: (mode: boolean) => {
        terminal.isRaw = mode;
      },
      pause: () => events,
    }) as never,
    stdout: {
      write: (text: string) => {
        written += text;
        return true;
      },
    } as never,
    signal: new AbortController().signal,
    press: (keys: string) => events.emit('data', Buffer.from(keys)),
    written: () => written,
    listeners: () => events.listenerCount('data'),
  };
  return terminal;
};

const never = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

test('what is there at once is given without a word', async () => {
  const terminal = createTerminal();
  expect(await awaitOpening(terminal, 'Waiting', () => Promise.resolve('open'))).toBe('open');
  expect([terminal.written(), terminal.isRaw]).toEqual(['', false]);
});

test.each([
  ['q', 'q'],
  ['Esc', '\u001B'],
  ['Ctrl+C', '\u0003'],
])('after a second it says what it waits for, and %s leaves with the terminal given back', async (_, key) => {
  const terminal = createTerminal();
  const opening = awaitOpening(terminal, 'Waiting for PostgreSQL', never);
  await expect.poll(() => terminal.isRaw, { timeout: 5_000 }).toBe(true);
  expect(terminal.written()).toBe('Waiting for PostgreSQL (q leaves)\n');
  terminal.press('\u001B[A');
  expect(terminal.isRaw).toBe(true);
  terminal.press(key);
  expect(await opening).toBeUndefined();
  expect([terminal.isRaw, terminal.listeners()]).toEqual([false, 0]);
});

test('a failure is thrown on, with the terminal given back', async () => {
  const terminal = createTerminal();
  let fail: (error: Error) => void = () => undefined;
  const opening = awaitOpening(terminal, 'Waiting', () => new Promise((_, reject) => (fail = reject)));
  await expect.poll(() => terminal.isRaw, { timeout: 5_000 }).toBe(true);
  fail(new Error('nobody listens'));
  await expect(opening).rejects.toThrow('nobody listens');
  expect(terminal.isRaw).toBe(false);
});
