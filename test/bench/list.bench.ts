import { EventEmitter, once } from 'node:events';
import { Writable } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';
import { emptyRetrySource } from '../support/empty-retry-source.ts';
import { noWizard } from '../support/no-wizard.ts';
import { createRetrySource } from '../support/retry-source.ts';
import { bundleConsole } from './bundle-console.ts';
import type { Print } from './run.ts';

export const title = 'The list of the retry screen: 100 000 mails, 120×40, from key press to frame';

const keys: readonly (readonly [string, string, number])[] = [
  ['j, a line down', 'j', 200],
  ['PgDn, a page down', '\u001b[6~', 60],
  ['Space, a mark', ' ', 60],
  ['a, all 100 000 marked', 'a', 2],
  ['j with all marked', 'j', 100],
  ['o, another order', 'o', 9],
];

export const run = async (print: Print): Promise<void> => {
  await using console = await bundleConsole();
  const screen = createScreen();
  const abort = new AbortController();
  const closed = console.openConsole({
    source: createSource(),
    stdin: screen.stdin as unknown as ReadStream,
    stdout: screen.stdout as unknown as WriteStream,
    colors: true,
    ascii: false,
    now: () => new Date(),
    signal: abort.signal,
  });
  await screen.frame();
  screen.press('3');
  await screen.shows('customer1@');
  for (const [name, key, times] of keys) {
    const costs: number[] = [];
    let processor = 0;
    for (let time = 0; time < times; time += 1) {
      await screen.quiet();
      const began = performance.now();
      const before = process.cpuUsage();
      screen.press(key);
      await screen.frame();
      costs.push(performance.now() - began);
      const { user, system } = process.cpuUsage(before);
      processor += (user + system) / 1_000;
    }
    print(
      `${name.padEnd(24)} median ${at(costs, 0.5)}   p95 ${at(costs, 0.95)}   processor ${(processor / times).toFixed(1)} ms`,
    );
  }
  abort.abort();
  await closed;
};

const at = (costs: readonly number[], share: number): string => {
  const sorted = costs.toSorted((a, b) => a - b);
  return `${(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1)} ms`;
};

const createSource = () => ({
  target: { database: 'acme', odooVersion: '18.0', host: 'db', readOnly: false, neutralized: false },
  subscribe: () => () => undefined,
  refresh: () => undefined,
  setInterval: () => undefined,
  wizard: noWizard,
  retry: { ...emptyRetrySource, ...createRetrySource(100_000) },
});

const createScreen = () => {
  const frames = new EventEmitter();
  const chunks: string[] = [];
  let written = '';
  const stdin = Object.assign(new EventEmitter(), {
    isTTY: true,
    setRawMode: () => undefined,
    setEncoding: () => undefined,
    ref: () => undefined,
    unref: () => undefined,
    resume: () => undefined,
    pause: () => undefined,
    read: () => chunks.shift() ?? null,
  });
  const stdout = Object.assign(
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        written += chunk.toString('utf8');
        frames.emit('frame');
        done();
      },
    }),
    { isTTY: true, columns: 120, rows: 40 },
  );
  const frame = () => once(frames, 'frame');
  return {
    stdin,
    stdout,
    frame,
    press(key: string) {
      chunks.push(key);
      stdin.emit('readable');
    },
    async shows(text: string) {
      while (!written.includes(text)) await frame();
    },
    /** Nothing was drawn for a moment: what comes next is the key's. */
    async quiet() {
      for (;;) {
        const pause = new AbortController();
        const timer = setTimeout(() => pause.abort(), 60);
        try {
          await once(frames, 'frame', { signal: pause.signal });
        } catch {
          return;
        } finally {
          clearTimeout(timer);
        }
      }
    },
  };
};
