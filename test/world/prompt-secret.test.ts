import { spawn } from '@lydell/node-pty';
import { expect, onTestFinished, test, vi } from 'vitest';

/** A program of its own, because only a process has a terminal. It tells what it read backwards: an echo would not. */
const program = `
import { promptSecret } from ${JSON.stringify(new URL('../../source/world/prompt-secret.ts', import.meta.url).href)};
const { stdin, stderr } = process;
const { signal } = new AbortController();
try {
  const secret = await promptSecret({ stdin, stderr, signal, options: { ascii: false } }, 'API key of admin');
  console.log('told', secret.reveal().split('').toReversed().join(''));
} catch (error) {
  console.log('gave up:', String(error));
}
console.log('raw:', String(stdin.isRaw));
`;

/** Types at the prompt and returns all that was on the terminal. */
const typeAtPrompt = async (...keys: readonly string[]): Promise<string> => {
  const pty = spawn(process.execPath, ['--input-type=module', '-e', program], { cols: 80, rows: 24 });
  let isOver = false;
  let screen = '';
  pty.onData((data) => {
    screen += data;
  });
  pty.onExit(() => {
    isOver = true;
  });
  onTestFinished(() => {
    if (!isOver) pty.kill();
  });
  await vi.waitFor(() => expect(screen).toContain('API key of admin: '), 20_000);
  for (const key of keys) pty.write(key);
  await vi.waitFor(() => expect(isOver && /raw: (?:true|false)/.test(screen)).toBe(true), 20_000);
  return screen;
};

test('what is typed is read and shown as dots', async () => {
  const screen = await typeAtPrompt('s3cret\r');
  expect(screen).toContain('API key of admin: ••••••');
  expect(screen).toContain('told terc3s');
  expect(screen).not.toContain('s3cret');
  expect(screen).toContain('raw: false');
});

test('backspace takes one back, Ctrl+U all, and arrow keys nothing', async () => {
  expect(await typeAtPrompt('wrong\u0015kex\u007fy\u001b[D\r')).toContain('told yek');
});

test('Ctrl+C gives up and the terminal is as it was', async () => {
  const screen = await typeAtPrompt('s3c\u0003');
  expect(screen).toContain('gave up: UserError: Nothing was entered.');
  expect(screen).toContain('raw: false');
});

test('Ctrl+D gives up where nothing was typed, and does nothing in the middle of a line', async () => {
  expect(await typeAtPrompt('\u0004')).toContain('gave up: UserError: Nothing was entered.');
  expect(await typeAtPrompt('s3c\u0004ret\r')).toContain('told terc3s');
});
