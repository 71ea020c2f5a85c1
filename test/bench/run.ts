/**
 * `npm run bench -- [--readme] NAME…`: measures what the project claims, as ratios between things measured in the same
 * run, each bench in a process of its own. The table is printed at the end, and written as JSON where `$BENCH_JSON` names
 * a file. `--readme` writes it into the README; without names only what has rows in the table is then run.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeReadme } from './readme.ts';
import { formatRows, type Row, rowsDocument } from './rows.ts';

export type Print = (line?: string) => void;

/** Those that have rows in the table, in its order. */
const withRows = ['start', 'frames', 'check', 'memory', 'idle', 'queue', 'retry', 'list', 'demo'];

const files = await readdir(import.meta.dirname);
const names = files.filter((file) => file.endsWith('.bench.ts')).map((file) => file.replace('.bench.ts', ''));
const isForReadme = process.argv.includes('--readme');
const asked = process.argv.slice(2).filter((word) => word !== '--readme');
const unknown = asked.filter((name) => !names.includes(name));

/** Whether it ran to its end. */
const runBench = async (name: string, rows: Row[]): Promise<boolean> => {
  const child = fork(join(import.meta.dirname, 'run-one.ts'), [name]);
  child.on('message', (row) => rows.push(row as Row));
  const [[code]] = await Promise.all([once(child, 'exit'), once(child, 'disconnect')]);
  return code === 0;
};

if (unknown.length > 0) {
  process.stderr.write(`There is no bench '${unknown.join("', '")}'; there are: ${names.join(', ')}.\n`);
  process.exitCode = 64;
} else {
  const rows: Row[] = [];
  const broken: string[] = [];
  const others = names.filter((name) => !withRows.includes(name));
  const all = isForReadme ? withRows : [...withRows, ...others];
  for (const name of asked.length === 0 ? all : asked) {
    const began = performance.now();
    if (!(await runBench(name, rows))) broken.push(name);
    process.stdout.write(`(${((performance.now() - began) / 1_000).toFixed(0)} s)\n`);
  }
  process.stdout.write(`\n${formatRows(rows)}`);
  const { BENCH_JSON: file } = process.env;
  if (file !== undefined) await writeFile(file, rowsDocument(rows));
  if (broken.length > 0) {
    process.stderr.write(`Not run to the end: ${broken.join(', ')}.\n`);
    process.exitCode = 1;
  }
  if (isForReadme) await writeReadme(rows);
}
