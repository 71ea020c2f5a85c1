import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openWorld } from '../../source/demo/world/open-world.ts';
import { findBaseline, withoutBaseline } from './baseline.ts';
import { bundleHello } from './bundle-hello.ts';
import { openCostMeter } from './child-cost.ts';
import { median } from './median.ts';
import { openInPty } from './program-in-pty.ts';
import type { Note } from './rows.ts';
import type { Print } from './run.ts';
import { singles, withoutSingle } from './singles.ts';

export const title = 'First frames of the console, in turn with a bare Ink program; what loading costs';

const rounds = 9;
const launcher = join(import.meta.dirname, '..', '..', 'bin', 'odoo-mail-doctor.js');
/** What the demo counts once all is counted: before that stands "…". */
const exact = '48 000';
/** Nobody listens there: what is left is what loading takes. */
const refused = ['--dsn', 'postgres://nobody@127.0.0.1:1/none'];

const loading = [
  ['check', 0.5],
  ['console', 0.6],
] as const;
const loadingRow = (verb: string): string => `start: CPU to load ${verb}, of the baseline`;
const singleRow = 'one file: first frame of the console, of the unpacked form';

export const run = async (print: Print, note: Note): Promise<void> => {
  const world = await openWorld({
    scenario: 'healthy',
    series: 18,
    traffic: false,
    signal: new AbortController().signal,
  });
  try {
    const { dsn, config, resolver } = world.info;
    const target = ['--dsn', dsn, '-c', config, '--resolver', resolver];
    await measureFrames(target, print, note);
    const baseline = findBaseline(print);
    if (baseline !== undefined) await measureLoading({ baseline, target }, print, note);
    else
      for (const [verb, most] of loading) note({ what: loadingRow(verb), target: most, unmeasured: withoutBaseline });
  } finally {
    await world.close();
  }
};

const measureFrames = async (target: readonly string[], print: Print, note: Note): Promise<void> => {
  await using hello = await bundleHello();
  const isSingle = existsSync(singles.plain);
  const times = { hello: [] as number[], first: [] as number[], counts: [] as number[], single: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    const [word] = await timeTexts([hello.file], ['hello']);
    const [first, counts] = await timeTexts([launcher, ...target], ['odoo-mail-doctor', exact]);
    times.hello.push(word ?? Number.NaN);
    times.first.push(first ?? Number.NaN);
    times.counts.push(counts ?? Number.NaN);
    if (!isSingle) continue;
    const [single] = await timeTexts(target, ['odoo-mail-doctor'], singles.plain);
    times.single.push(single ?? Number.NaN);
  }
  const bare = median(times.hello);
  const [first, counts] = [median(times.first) / bare, median(times.counts) / bare];
  print(`a bare Ink program shows its word after ${bare.toFixed(0)} ms`);
  print(`first frame ${first.toFixed(2)} × of it, true counts ${counts.toFixed(2)} × of it`);
  note({ what: 'start: first frame of the console, of a bare Ink hello', ratio: first, target: 1.5 });
  note({ what: 'start: frame with true counts, of a bare Ink hello', ratio: counts, target: 2 });
  note(
    isSingle
      ? { what: singleRow, ratio: median(times.single) / median(times.first), target: 1.2 }
      : { what: singleRow, target: 1.2, unmeasured: withoutSingle },
  );
};

/** Milliseconds from the start to each of the texts, which are shown one after the other. */
const timeTexts = async (
  args: readonly string[],
  texts: readonly string[],
  executable?: string,
): Promise<readonly number[]> => {
  const began = performance.now();
  await using program = openInPty(args, executable === undefined ? {} : { executable });
  const times: number[] = [];
  for (const text of texts) {
    await program.shows(text);
    times.push(performance.now() - began);
  }
  return times;
};

interface Loading {
  readonly baseline: string;
  readonly target: readonly string[];
}

const measureLoading = async ({ baseline, target }: Loading, print: Print, note: Note): Promise<void> => {
  await using meter = await openCostMeter();
  const costs = { check: [[], []], console: [[], []] } as Record<'check' | 'console', [number[], number[]]>;
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, program] of [launcher, baseline].entries()) {
      costs.check[index]?.push((await meter.run([program, 'check', ...refused])).cpuMs);
      costs.console[index]?.push(await cpuInTerminal([program, ...target]));
    }
  }
  for (const [verb, most] of loading) {
    const [now, then] = costs[verb].map(median);
    const ratio = (now ?? Number.NaN) / (then ?? Number.NaN);
    print(`CPU to load ${verb}: ${now?.toFixed(0)} ms, the older state ${then?.toFixed(0)} ms: ${ratio.toFixed(2)} ×`);
    note({ what: loadingRow(verb), ratio, target: most });
  }
};

/** What a console has used when its first picture of a queue is there, ms: where it is refused, not all do the same. */
const cpuInTerminal = async (args: readonly string[]): Promise<number> => {
  await using program = openInPty(args);
  await program.shows('live 2 s');
  return program.cpuMs();
};
