import { EventEmitter, once } from 'node:events';
import { Writable } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';
import { emptyRetrySource } from '../support/empty-retry-source.ts';
import { noPrevention } from '../support/no-prevention.ts';
import { noWizard } from '../support/no-wizard.ts';
import { createRetrySource } from '../support/retry-source.ts';
import { bundleConsole } from './bundle-console.ts';
import type { Print } from './run.ts';

export const title = 'The list of the retry screen, 120×40, from key press to frame: 100 000 mails beside 5 000';

const keys: readonly (readonly [string, string, number])[] = [
  ['j, a line down', 'j', 150],
  ['PgDn, a page down', '\u001b[6~', 100],
  ['Space, a mark', ' ', 80],
  ['a, what is shown marked, then all', 'a', 2],
  ['j with all marked', 'j', 100],
  ['u, no mark', 'u', 1],
  ['o, another order', 'o', 9],
];

/** Goal: p95 under 33 ms, whatever the key. */
export const run = async (print: Print): Promise<void> => {
  await using console = await bundleConsole();
  const few = await pressKeys(console, 5_000);
  const many = await pressKeys(console, 100_000);
  for (const [name] of keys) {
    const ratio = at(many.get(name), 0.5) / at(few.get(name), 0.5);
    print(`${name.padEnd(36)}${describe(many.get(name))}   ${ratio.toFixed(1)} × as long as with 5 000 mails`);
  }
  print(
    `${'all keys'.padEnd(36)}${describe([...many.values()].flat())}   with 5 000 mails ${describe([...few.values()].flat())}`,
  );
};

/** Milliseconds from each press to its frame, by what was pressed. */
const pressKeys = async (
  console: Awaited<ReturnType<typeof bundleConsole>>,
  mails: number,
): Promise<ReadonlyMap<string, readonly number[]>> => {
  const screen = createScreen();
  const abort = new AbortController();
  const closed = console.openConsole({
    source: createSource(mails),
    stdin: screen.stdin as unknown as ReadStream,
    stdout: screen.stdout as unknown as WriteStream,
    colors: true,
    ascii: false,
    letters: 'all',
    now: () => new Date(),
    signal: abort.signal,
  });
  await screen.frame();
  screen.press('3');
  await screen.shows('customer1@');
  const costs = new Map<string, readonly number[]>();
  for (const [name, key, times] of keys) {
    const each: number[] = [];
    for (let time = 0; time < times; time += 1) {
      await screen.quiet();
      const began = performance.now();
      screen.press(key);
      await screen.frame();
      each.push(performance.now() - began);
    }
    costs.set(name, each);
  }
  abort.abort();
  await closed;
  return costs;
};

const at = (costs: readonly number[] = [], share: number): number =>
  costs.toSorted((a, b) => a - b)[Math.min(costs.length - 1, Math.floor(costs.length * share))] ?? Number.NaN;

const describe = (costs: readonly number[] | undefined): string =>
  `median ${at(costs, 0.5).toFixed(1)} ms, p95 ${at(costs, 0.95).toFixed(1)} ms`;

const createSource = (mails: number) => ({
  target: { database: 'acme', odooVersion: '18.0', host: 'db', readOnly: false, neutralized: false },
  subscribe: () => () => undefined,
  refresh: () => undefined,
  setInterval: () => undefined,
  wizard: noWizard,
  retry: { ...emptyRetrySource, ...createRetrySource(mails) },
  prevention: noPrevention,
  history: { read: () => Promise.reject(new Error('nobody looks at what changed here')) },
  activity: { log: { read: () => [], subscribe: () => () => undefined } },
  writeFile: () => Promise.resolve(''),
  search: {
    find: () => Promise.reject(new Error('nobody searches here')),
    explain: () => Promise.reject(new Error('nobody asks for a story here')),
  },
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
