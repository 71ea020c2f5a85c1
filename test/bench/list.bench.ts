import { EventEmitter, once } from 'node:events';
import { tmpdir } from 'node:os';
import { Writable } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';
import { Client } from 'pg';
import { readMailsFor } from '../../source/console/retry-feed/read-mails.ts';
import { openWorld } from '../../source/demo/world/open-world.ts';
import { openOdoo } from '../../source/services/odoo/odoo.ts';
import { PostgresSession } from '../../source/services/postgres/postgres-session.ts';
import type { RetrySource } from '../../source/ui/screens/retry/source.ts';
import { emptyRetrySource } from '../support/empty-retry-source.ts';
import { noPrevention } from '../support/no-prevention.ts';
import { noWizard } from '../support/no-wizard.ts';
import { bundleConsole } from './bundle-console.ts';
import { fillFailed } from './fill-failed.ts';
import type { Note } from './rows.ts';
import type { Print } from './run.ts';

const mails = Number(process.env['BENCH_MAILS'] ?? 100_000);

export const title = `The list of the retry screen over ${mails} failed mails in PostgreSQL, from key press to frame`;

const keys: readonly (readonly [string, string, number])[] = [
  ['j, a line down', 'j', 60],
  ['PgDn, a page down', '\u001b[6~', 40],
  ['Space, a mark', ' ', 40],
  ['a, what is shown marked, then all', 'a', 2],
  ['j with all marked', 'j', 40],
  ['u, no mark', 'u', 1],
  ['o, another order', 'o', 3],
];

/** Milliseconds from the key to its frame that nobody notices: two frames of a terminal at 60 a second, and three. */
const sizes = [
  { columns: 120, rows: 40, goal: 33 },
  { columns: 200, rows: 60, goal: 50 },
] as const;

export const run = async (print: Print, note: Note): Promise<void> => {
  await using console = await bundleConsole();
  const { signal } = new AbortController();
  const world = await openWorld({ scenario: 'healthy', series: 18, traffic: false, signal });
  const { dsn } = world.info;
  const session = new PostgresSession(() => connect(dsn), { name: 'the world of the bench' });
  try {
    await fillFailed(dsn, mails);
    const odoo = await openOdoo(session);
    const configuration = { smtpServer: 'localhost', smtpPort: 25, emailFrom: undefined, fromFilter: [] };
    const reading = readMailsFor({ odoo, configuration, now: () => new Date(), folder: tmpdir() });
    for (const { columns, rows, goal } of sizes) {
      const costs = await pressKeys(console, { ...emptyRetrySource, ...reading }, { columns, rows });
      print(`${columns}×${rows}`);
      for (const [name] of keys) print(`  ${name.padEnd(36)}${describe(costs.get(name))}`);
      const all = [...costs.values()].flat();
      print(`  ${'all keys'.padEnd(36)}${describe(all)} (goal: at most ${goal} ms)`);
      note({
        what: `list: key to frame at ${columns}×${rows}, p95 of ${goal} ms`,
        ratio: at(all, 0.95) / goal,
        target: 1,
      });
    }
  } finally {
    await session.close();
    await world.close();
  }
};

const connect = async (dsn: string): Promise<Client> => {
  const client = new Client({ connectionString: dsn });
  client.on('error', () => undefined);
  await client.connect();
  return client;
};

/** Milliseconds from each press to its frame, by what was pressed. */
const pressKeys = async (
  console: Awaited<ReturnType<typeof bundleConsole>>,
  retry: RetrySource,
  size: { readonly columns: number; readonly rows: number },
): Promise<ReadonlyMap<string, readonly number[]>> => {
  const screen = createScreen(size);
  const abort = new AbortController();
  const closed = console.openConsole({
    source: createSource(retry),
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
  await screen.shows('customer');
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

const createSource = (retry: RetrySource) => ({
  target: { database: 'acme', odooVersion: '18.0', host: 'db', readOnly: false, neutralized: false },
  subscribe: () => () => undefined,
  refresh: () => undefined,
  setInterval: () => undefined,
  changesOff: undefined,
  writeFile: () => Promise.resolve(''),
  loadScreens: () =>
    Promise.resolve({
      wizard: noWizard,
      retry,
      prevention: noPrevention,
      history: { read: () => Promise.reject(new Error('nobody looks at what changed here')) },
      activity: { log: { read: () => [], subscribe: () => () => undefined } },
      search: {
        find: () => Promise.reject(new Error('nobody searches here')),
        explain: () => Promise.reject(new Error('nobody asks for a story here')),
      },
    }),
});

const createScreen = ({ columns, rows }: { readonly columns: number; readonly rows: number }) => {
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
    { isTTY: true, columns, rows },
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
