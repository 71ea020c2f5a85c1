import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openWorld } from '../../source/demo/world/open-world.ts';
import { bundleHello } from './bundle-hello.ts';
import { openInPty, type PtyProgram } from './program-in-pty.ts';
import type { Note } from './rows.ts';
import type { Print } from './run.ts';

export const title = 'The console left alone: a quiet queue, and an hour of a living one';

const launcher = join(import.meta.dirname, '..', '..', 'bin', 'odoo-mail-doctor.js');
const idleMs = 30_000;
const goalShare = 0.005;
const megabyte = 1024 ** 2;
const goalAbove = 40 * megabyte;
/** The hour passes in a minute. */
const haste = 60;

/** Date and timers run ahead, so that an hour of looks, ticks and charts is had in a minute. */
const hastyClock = `
  const began = Date.now();
  const RealDate = Date;
  const now = () => began + (RealDate.now() - began) * ${haste};
  globalThis.Date = class extends RealDate {
    constructor(...args) { super(...(args.length === 0 ? [now()] : args)); }
    static now() { return now(); }
  };
  for (const name of ['setTimeout', 'setInterval']) {
    const real = globalThis[name];
    globalThis[name] = (work, ms, ...rest) => real(work, ms / ${haste}, ...rest);
  }
`;

export const run = async (print: Print, note: Note): Promise<void> => {
  await measureIdle(print, note);
  await measureHour(print, note);
};

const measureIdle = async (print: Print, note: Note): Promise<void> => {
  await inWorld(false, async (openConsole) => {
    await using console = openConsole();
    await console.shows('48 000');
    await console.quiet(3_000);
    const before = console.cpuMs();
    const written = console.written();
    await sleep(idleMs);
    const share = (console.cpuMs() - before) / idleMs;
    const bytes = console.written() - written;
    print(`a quiet queue: ${(share * 100).toFixed(2)} % of a core, ${bytes} bytes written in ${idleMs / 1_000} s`);
    note({
      what: 'watching: bytes an idle console writes, of 200 for a minute that passes',
      ratio: bytes / 200,
      target: 1,
    });
    note({ what: 'watching: idle console, of 0.5 % of a core', ratio: share / goalShare, target: 1 });
  });
};

const measureHour = async (print: Print, note: Note): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-bench-'));
  try {
    const hook = join(folder, 'hasty-clock.cjs');
    await writeFile(hook, hastyClock);
    await inWorld(true, async (openConsole) => {
      await using bundle = await bundleHello();
      await using hello = openInPty([bundle.file]);
      await hello.shows('hello');
      await using console = openConsole('--require', hook);
      await console.shows('48 000');
      await sleep(3_600_000 / haste);
      const above = console.memory() - hello.memory();
      print(`after an hour of a living queue ${(above / megabyte).toFixed(0)} MB above a bare Ink program`);
      note({
        what: 'memory: console after an hour, above a bare Ink hello, of 40 MB',
        ratio: above / goalAbove,
        target: 1,
      });
    });
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** The console of a person who never used it: what others remembered of logins is not this one's. */
const inWorld = async (
  traffic: boolean,
  work: (openConsole: (...flags: readonly string[]) => PtyProgram) => Promise<void>,
): Promise<void> => {
  const world = await openWorld({ scenario: 'healthy', series: 18, traffic, signal: new AbortController().signal });
  const stateHome = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-bench-'));
  try {
    const { dsn, config, resolver } = world.info;
    const target = ['--dsn', dsn, '-c', config, '--resolver', resolver];
    await work((...flags) => openInPty([...flags, launcher, ...target], { env: { XDG_STATE_HOME: stateHome } }));
  } finally {
    await world.close();
    await rm(stateHome, { recursive: true, force: true });
  }
};
