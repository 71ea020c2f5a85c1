import { EventEmitter } from 'node:events';
import { Writable } from 'node:stream';
import { Text } from 'ink';
import { expect, test } from 'vitest';
import { awaitOpening } from '../../source/console/await-opening.tsx';

/** A terminal of which is known whether it is raw, and what was written to it. */
const createTerminal = () => {
  const terminal = { isRaw: false, written: '' };
  const kept: string[] = [];
  const stdin = Object.assign(new EventEmitter(), {
    isTTY: true,
    pause: () => undefined,
    unshift: (chunk: Buffer) => kept.unshift(String(chunk)),
    setRawMode: (mode: boolean) => {
      terminal.isRaw = mode;
    },
  });
  const stdout = Object.assign(
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        terminal.written += chunk.toString('utf8');
        done();
      },
    }),
    { isTTY: true, columns: 80, rows: 24 },
  );
  return Object.assign(terminal, {
    kept,
    press: (keys: string) => stdin.emit('data', Buffer.from(keys)),
    options: {
      stdin: stdin as unknown as NodeJS.ReadStream,
      stdout: stdout as unknown as NodeJS.WriteStream,
      colors: true,
      ascii: false,
      letters: 'all' as const,
      signal: new AbortController().signal,
    },
  });
};

const leavesAlternateScreen = '\u001b[?1049l';

const never = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

test('it says what it waits for before it begins to open, and what was opened is drawn in its place', async () => {
  const terminal = createTerminal();
  let seen = '';
  const opened = await awaitOpening(terminal.options, 'Waiting for PostgreSQL', () => {
    seen = terminal.written;
    return Promise.resolve('open');
  });
  expect(seen).toContain('Waiting for PostgreSQL …');
  expect(opened?.result).toBe('open');
  opened?.terminal.screen?.show(() => <Text>The console</Text>);
  await expect.poll(() => terminal.written).toContain('The console');
  expect(terminal.written).not.toContain(leavesAlternateScreen);
  await opened?.[Symbol.asyncDispose]();
  expect([terminal.isRaw, terminal.written.includes(leavesAlternateScreen)]).toEqual([false, true]);
});

test.each([
  ['q', 'q'],
  ['Esc', '\u001B'],
  ['Ctrl+C', '\u0003'],
])('while it waits %s leaves, with the terminal given back', async (_, key) => {
  const terminal = createTerminal();
  const opening = awaitOpening(terminal.options, 'Waiting for PostgreSQL', never);
  await expect.poll(() => terminal.written).toContain('q quit');
  terminal.press('\u001B[A');
  expect(terminal.isRaw).toBe(true);
  terminal.press(key);
  expect(await opening).toBeUndefined();
  expect([terminal.isRaw, terminal.written.includes(leavesAlternateScreen)]).toEqual([false, true]);
});

test('other keys are kept for what is shown next', async () => {
  const terminal = createTerminal();
  let answer: (what: string) => void = () => undefined;
  const opening = awaitOpening(terminal.options, 'Waiting', () => new Promise<string>((resolve) => (answer = resolve)));
  for (const key of ['3', 'j']) terminal.press(key);
  answer('open');
  await using opened = await opening;
  expect([opened?.result, terminal.kept]).toEqual(['open', ['3', 'j']]);
});

test('a failure is thrown on, with the terminal given back', async () => {
  const terminal = createTerminal();
  const opening = awaitOpening(terminal.options, 'Waiting', () => Promise.reject(new Error('nobody listens')));
  await expect(opening).rejects.toThrow('nobody listens');
  expect([terminal.isRaw, terminal.written.includes(leavesAlternateScreen)]).toEqual([false, true]);
});
