import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { arch } from 'node:os';
import { join } from 'node:path';
import { median } from './median.ts';
import type { Note } from './rows.ts';
import type { Print } from './run.ts';

export const title = 'Start: in multiples of an empty Node, in turn';

const rounds = 9;
const root = join(import.meta.dirname, '..', '..');
const launcher = join(root, 'bin', 'odoo-mail-doctor.js');
const single = join(root, 'out', `odoo-mail-doctor-linux-${arch()}`);
/** Nobody listens there: what is left is what loading a check takes. */
const refused = ['check', '--dsn', 'postgres://nobody@127.0.0.1:1/none'];

const runs: readonly (readonly [name: string, command: readonly [string, ...string[]], target: number])[] = [
  ['--version', [process.execPath, launcher, '--version'], 1.2],
  // The empty Node is of another version than the one that is carried.
  ['--version, one file', [single, '--version'], 1.6],
  ['check without a database', [process.execPath, launcher, ...refused], 5.5],
  ['check without a database, one file', [single, ...refused], 5.5],
];

const time = ([program, ...args]: readonly [string, ...string[]]): number => {
  const began = performance.now();
  spawnSync(program, args, { stdio: 'ignore' });
  return performance.now() - began;
};

export const run = (print: Print, note: Note): void => {
  const measured = runs.filter(([, [program]]) => existsSync(program));
  if (measured.length < runs.length) print('One file is not measured: npm run pack:single makes it.');
  const empty: number[] = [];
  const times = measured.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    empty.push(time([process.execPath, '-e', '0']));
    for (const [index, [, command]] of measured.entries()) times[index]?.push(time(command));
  }
  print(`an empty Node: ${median(empty).toFixed(0)} ms`);
  for (const [index, [what, , target]] of measured.entries()) {
    const ratio = median(times[index] ?? []) / median(empty);
    print(`${what}: ${ratio.toFixed(2)} × of it`);
    note({ what: `start: ${what}, of an empty Node`, ratio, target });
  }
};
