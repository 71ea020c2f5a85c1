import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OpenedWorld, openWorld } from '../../source/demo/world/open-world.ts';
import { bundleHello } from './bundle-hello.ts';
import { fillFailed } from './fill-failed.ts';
import { openInPty, type PtyProgram } from './program-in-pty.ts';
import type { Note } from './rows.ts';
import type { Print } from './run.ts';

const mails = Number(process.env['BENCH_MAILS'] ?? 100_000);

export const title = 'Memory: the console in multiples of a bare Ink program that shows one word';

const launcher = join(import.meta.dirname, '..', '..', 'bin', 'odoo-mail-doctor.js');
const megabyte = 1024 ** 2;
/** What the console may hold above the hello. */
const goalAbove = 40 * megabyte;

export const run = async (print: Print, note: Note): Promise<void> => {
  const hello = await measureHello();
  const world = await openWorld({
    scenario: 'healthy',
    series: 18,
    traffic: false,
    signal: new AbortController().signal,
  });
  const stateHome = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-bench-'));
  try {
    print(`a bare Ink program: ${show(hello)}`);
    const quiet = await measureConsole(world, stateHome, settle);
    print(`console, a quiet queue: ${show(quiet)}, ${show(quiet - hello)} above it (goal: at most ${show(goalAbove)})`);
    note({ what: 'memory: console above a bare Ink hello, of 40 MB', ratio: (quiet - hello) / goalAbove, target: 1 });
    await fillFailed(world.info.dsn, mails);
    const full = await measureConsole(world, stateHome, lookThroughList);
    print(`retry screen, ${mails} failed mails: ${show(full)}, ${(full / hello).toFixed(2)} × it`);
    note({
      what: `memory: retry screen with ${mails} failed mails, of a bare Ink hello`,
      ratio: full / hello,
      target: 2,
    });
  } finally {
    await world.close();
    await rm(stateHome, { recursive: true, force: true });
  }
};

const measureHello = async (): Promise<number> => {
  await using bundle = await bundleHello();
  await using hello = openInPty([bundle.file]);
  await hello.shows('hello');
  return await settle(hello);
};

/** What it holds once it has come to rest. */
const settle = async (program: PtyProgram): Promise<number> => {
  await program.quiet(5_000);
  return program.memory();
};

const measureConsole = async (
  { info: { dsn, config, resolver } }: OpenedWorld,
  stateHome: string,
  use: (console: PtyProgram) => Promise<number>,
): Promise<number> => {
  await using console = openInPty([launcher, '--dsn', dsn, '-c', config, '--resolver', resolver], {
    env: { XDG_STATE_HOME: stateHome },
  });
  await console.shows('waiting');
  return await use(console);
};

/** To the retry screen, to its end and back, all marked and not: what it held at most at rest. */
const lookThroughList = async (console: PtyProgram): Promise<number> => {
  console.type('3');
  await console.shows('customer');
  const held = [await settle(console)];
  for (const key of ['G', 'g', 'o', 'a', 'a', 'u']) {
    console.type(key);
    held.push(await settle(console));
  }
  return Math.max(...held);
};

const show = (bytes: number): string => `${(bytes / megabyte).toFixed(0)} MB`;
