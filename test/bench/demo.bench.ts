import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findBaseline, withoutBaseline } from './baseline.ts';
import { median } from './median.ts';
import { openInPty } from './program-in-pty.ts';
import type { Note } from './rows.ts';
import type { Print } from './run.ts';

export const title = 'The demo, from its start to the first counts';

const rounds = 3;
const launcher = join(import.meta.dirname, '..', '..', 'bin', 'odoo-mail-doctor.js');
const firstWordsGoal = 1_000;

export const run = async (print: Print, note: Note): Promise<void> => {
  const baseline = findBaseline(print);
  const times = { words: [] as number[], first: [] as number[], later: [] as number[], older: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    // An account that has not run anything of ours yet, and then one that has.
    const caches = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-bench-'));
    try {
      times.first.push((await timeDemo(launcher, caches, () => settled(join(caches, 'odoo-mail-doctor')))).counts);
      const { first, counts } = await timeDemo(launcher, caches);
      times.words.push(first);
      times.later.push(counts);
      if (baseline !== undefined) times.older.push((await timeDemo(baseline, caches)).counts);
    } finally {
      await rm(caches, { recursive: true, force: true });
    }
  }
  const [words, first, later, older] = [times.words, times.first, times.later, times.older].map(median);
  const show = (ms = Number.NaN): string => `${ms.toFixed(0)} ms`;
  print(`first words after ${show(words)}, first counts after ${show(later)}, at the very first start ${show(first)}`);
  note({ what: 'demo: first words, of a second', ratio: (words ?? Number.NaN) / firstWordsGoal, target: 1 });
  if (baseline !== undefined) print(`the older state: first counts after ${show(older)}`);
  for (const [what, own = Number.NaN] of [
    ['demo: first counts, of the baseline', later],
    ['demo: first counts at the very first start, of the baseline', first],
  ] as const) {
    note(
      baseline === undefined || older === undefined
        ? { what, target: 0.5, unmeasured: withoutBaseline }
        : { what, target: 0.5, ratio: own / older },
    );
  }
};

/** What a start leaves for the next one is written when its demo is shown already. */
const settled = async (folder: string): Promise<void> => {
  const isWhole = (name: string): boolean => name.startsWith('demo-') && name.endsWith('.zst');
  for (let turn = 0; turn < 100; turn += 1) {
    const names = await readdir(folder).catch(() => []);
    if (names.some(isWhole)) return;
    await sleep(100);
  }
  throw new Error(`The demo left nothing in ${folder}.`);
};

const timeDemo = async (
  program: string,
  caches: string,
  afterwards?: () => Promise<void>,
): Promise<{ readonly first: number; readonly counts: number }> => {
  const began = performance.now();
  await using demo = openInPty([program, 'demo', 'healthy', '--odoo', '18'], { env: { XDG_CACHE_HOME: caches } });
  await demo.writes();
  const first = performance.now() - began;
  await demo.shows('waiting (oldest');
  const counts = performance.now() - began;
  await afterwards?.();
  return { first, counts };
};
