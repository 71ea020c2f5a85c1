import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';

const module = new URL('../source/process-end.ts', import.meta.url).href;

/** A process that never ends by itself. */
const startDeaf = async () => {
  const script = `const { watchProcess } = await import(${JSON.stringify(module)});
    watchProcess().signal.addEventListener('abort', () => console.log('heard'));
    setInterval(() => undefined, 1_000);
    console.log('ready');`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(child.stdout, 'data');
  return child;
};

test.concurrent.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  'a second %s ends what does not heed the first',
  async (signal) => {
    const child = await startDeaf();
    const ended = once(child, 'exit');
    child.kill(signal);
    await once(child.stdout, 'data');
    expect(child.exitCode).toBeNull();
    child.kill(signal);
    expect(await ended).toEqual([null, signal]);
  },
);

test('one interruption is enough after a while', { timeout: 30_000 }, async () => {
  const child = await startDeaf();
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([null, 'SIGTERM']);
});
