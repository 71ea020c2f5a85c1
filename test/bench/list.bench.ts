import { tmpdir } from 'node:os';
import { Client } from 'pg';
import { readMailsFor } from '../../source/console/retry-feed/read-mails.ts';
import { openWorld } from '../../source/demo/world/open-world.ts';
import { QueueWatcher } from '../../source/queue/watcher.ts';
import { LiveQueueReader } from '../../source/services/odoo/live-queue/reader.ts';
import { openOdoo } from '../../source/services/odoo/odoo.ts';
import { PostgresSession } from '../../source/services/postgres/postgres-session.ts';
import { firstIntervalMs, type LiveSource } from '../../source/ui/console-source.ts';
import type { RetrySource } from '../../source/ui/screens/retry/source.ts';
import { emptyRetrySource } from '../support/empty-retry-source.ts';
import { noPrevention } from '../support/no-prevention.ts';
import { noWizard } from '../support/no-wizard.ts';
import { bundleConsole } from './bundle-console.ts';
import { bundleFrame } from './bundle-frame.ts';
import { fillFailed } from './fill-failed.ts';
import type { Note } from './rows.ts';
import type { Print } from './run.ts';
import { createTerminal, type WindowSize } from './terminal.ts';

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
  // Before Ink is loaded: what is written here goes to no terminal, and would be drawn without colours.
  process.env['FORCE_COLOR'] = '3';
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
    const queue = await LiveQueueReader.open(session, { schema: odoo.schema });
    for (const { goal, ...size } of sizes) {
      const bare = await pressBareKeys(size);
      const costs = await pressKeys(console, { queue, retry: { ...emptyRetrySource, ...reading } }, size);
      const all = [...costs.values()].flat();
      const where = `${size.columns}×${size.rows}`;
      print(where);
      for (const [name] of keys) print(`  ${name.padEnd(36)}${describe(costs.get(name))}`);
      print(`  ${'all keys'.padEnd(36)}${describe(all)} (goal: p95 at most ${goal} ms)`);
      print(`  ${'a bare Ink frame of that size'.padEnd(36)}${describe(bare)}`);
      const of = (each: readonly Cost[], unit: keyof Cost, share: number): number =>
        at(
          each.map((cost) => cost[unit]),
          share,
        );
      note({
        what: `list: key to frame at ${where}, p95 of ${goal} ms`,
        ratio: of(all, 'ms', 0.95) / goal,
        target: 1,
      });
      note({
        what: `list: processor time of a key at ${where}, p95 of ${goal} ms`,
        ratio: of(all, 'cpu', 0.95) / goal,
        target: 1,
      });
      note({
        what: `list: processor time of a key at ${where}, median of a bare Ink frame's`,
        ratio: of(all, 'cpu', 0.5) / of(bare, 'cpu', 0.5),
        target: 2,
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

/** What one key cost until its frame was written, ms. */
interface Cost {
  readonly ms: number;
  /** Of this thread alone: about what a machine on which nothing else runs would take. */
  readonly cpu: number;
}

type Console = Awaited<ReturnType<typeof bundleConsole>>;

interface Behind {
  /** Watched as the console does it: somebody who moves in a list has a live queue in the header, and looks at it. */
  readonly queue: LiveQueueReader;
  readonly retry: RetrySource;
}

/** What each press cost, by what was pressed. */
const pressKeys = async (
  console: Console,
  behind: Behind,
  size: WindowSize,
): Promise<ReadonlyMap<string, readonly Cost[]>> => {
  const terminal = createTerminal(size);
  const abort = new AbortController();
  const closed = console.openConsole({
    source: createSource(behind),
    stdin: terminal.stdin,
    stdout: terminal.stdout,
    colors: true,
    ascii: false,
    letters: 'all',
    now: () => new Date(),
    signal: abort.signal,
  });
  await terminal.shows(`live ${firstIntervalMs / 1_000} s`);
  terminal.press('3');
  await terminal.shows('customer');
  const costs = new Map<string, readonly Cost[]>();
  for (const [name, key, times] of keys) costs.set(name, await press(terminal, key, times));
  abort.abort();
  await closed;
  return costs;
};

/** The same of a program that does nothing but draw lines, one of them inverse. */
const pressBareKeys = async (size: WindowSize): Promise<readonly Cost[]> => {
  await using bare = await bundleFrame();
  const terminal = createTerminal(size);
  const first = terminal.frame();
  const close = bare.openFrame({ ...terminal, ...size });
  await first;
  const costs = await press(terminal, 'j', 60);
  close();
  return costs;
};

const press = async (
  terminal: ReturnType<typeof createTerminal>,
  key: string,
  times: number,
): Promise<readonly Cost[]> => {
  const costs: Cost[] = [];
  for (let time = 0; time < times; time += 1) {
    await terminal.quiet();
    const began = performance.now();
    const used = process.threadCpuUsage();
    terminal.press(key);
    await terminal.frame();
    const { user, system } = process.threadCpuUsage(used);
    costs.push({ ms: performance.now() - began, cpu: (user + system) / 1000 });
  }
  return costs;
};

const createSource = ({ queue, retry }: Behind): LiveSource => ({
  target: { database: 'acme', odooVersion: '18.0', host: 'db', readOnly: false, neutralized: false },
  subscribe(listener) {
    const watcher = new QueueWatcher({
      reader: queue,
      intervalMs: firstIntervalMs,
      now: () => new Date(),
      listener: (event) => listener({ kind: 'queue', event }),
    });
    watcher.start();
    return () => void watcher.stop();
  },
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

const at = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;

const describe = (costs: readonly Cost[] = []): string =>
  (['ms', 'cpu'] as const)
    .map((unit) => {
      const values = costs.map((cost) => cost[unit]);
      return `${unit === 'ms' ? '' : 'processor: '}median ${at(values, 0.5).toFixed(1)} ms, p95 ${at(values, 0.95).toFixed(1)} ms`;
    })
    .join('; ');
