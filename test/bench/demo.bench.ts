import { join } from 'node:path';
import { findBaseline } from './baseline.ts';
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
  const [own, older]: [number[], number[]] = [[], []];
  const words: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { first, counts } = await timeDemo(launcher);
    words.push(first);
    own.push(counts);
    if (baseline !== undefined) older.push((await timeDemo(baseline)).counts);
  }
  print(`first words after ${median(words).toFixed(0)} ms, first counts after ${median(own).toFixed(0)} ms`);
  note({ what: 'demo: first words, of a second', ratio: median(words) / firstWordsGoal, target: 1 });
  if (baseline === undefined) return;
  const ratio = median(own) / median(older);
  print(`the older state: first counts after ${median(older).toFixed(0)} ms; ${ratio.toFixed(2)} × of it`);
  note({ what: 'demo: first counts, of the baseline', ratio, target: 0.5 });
};

const timeDemo = async (program: string): Promise<{ readonly first: number; readonly counts: number }> => {
  const began = performance.now();
  await using demo = openInPty([program, 'demo', 'healthy', '--odoo', '18']);
  await demo.writes();
  const first = performance.now() - began;
  await demo.shows('waiting (oldest');
  return { first, counts: performance.now() - began };
};
