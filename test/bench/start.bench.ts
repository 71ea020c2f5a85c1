import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { median } from './median.ts';
import type { Note } from './rows.ts';
import type { Print } from './run.ts';
import { singles, withoutSingle } from './singles.ts';

export const title = 'Start: in multiples of an empty Node, in turn';

const rounds = 9;
const root = join(import.meta.dirname, '..', '..');
const launcher = join(root, 'bin', 'odoo-mail-doctor.js');
/** Nobody listens there: what is left is what loading a check takes. */
const refused = ['check', '--dsn', 'postgres://nobody@127.0.0.1:1/none'];

const runs: readonly (readonly [what: string, command: readonly [string, ...string[]], target: number])[] = [
  ['start: --version, of an empty Node', [process.execPath, launcher, '--version'], 1.2],
  // The empty Node is of another version than the one that is carried.
  ['one file: --version, of an empty Node', [singles.plain, '--version'], 1.6],
  ['start: check without a database, of an empty Node', [process.execPath, launcher, ...refused], 5.5],
  ['one file: check without a database, of an empty Node', [singles.plain, ...refused], 5.5],
];

const sizes = [
  ['plain', 'one file: size, of 125 MB', 125],
  ['demo', 'one file with the demo: size, of 145 MB', 145],
] as const;

const time = ([program, ...args]: readonly [string, ...string[]]): number => {
  const began = performance.now();
  spawnSync(program, args, { stdio: 'ignore' });
  return performance.now() - began;
};

export const run = (print: Print, note: Note): void => {
  const measured = runs.filter(([, [program]]) => existsSync(program));
  const empty: number[] = [];
  const times = measured.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    empty.push(time([process.execPath, '-e', '0']));
    for (const [index, [, command]] of measured.entries()) times[index]?.push(time(command));
  }
  print(`an empty Node: ${median(empty).toFixed(0)} ms`);
  for (const run of runs) {
    const [what, , target] = run;
    const index = measured.indexOf(run);
    const ratio = median(times[index] ?? []) / median(empty);
    if (index === -1) note({ what, target, unmeasured: withoutSingle });
    else note({ what, ratio, target });
    if (index !== -1) print(`${what}: ${ratio.toFixed(2)}`);
  }
  for (const [which, what, megabytes] of sizes) {
    const size = existsSync(singles[which]) ? statSync(singles[which]).size : undefined;
    if (size === undefined) note({ what, target: 1, unmeasured: withoutSingle });
    else note({ what, ratio: size / (megabytes * 1_000_000), target: 1 });
  }
};
