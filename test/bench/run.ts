/**
 * `npm run bench -- NAME…`: measures what the project claims, as ratios between things measured in the same run. The
 * table is printed at the end, and written as JSON where `$BENCH_JSON` names a file.
 */
import { readdir, writeFile } from 'node:fs/promises';
import { formatRows, type Note, type Row, rowsDocument } from './rows.ts';

export type Print = (line?: string) => void;

interface Bench {
  readonly title: string;
  run(print: Print, note: Note): Promise<void>;
}

const files = await readdir(import.meta.dirname);
const names = files.filter((file) => file.endsWith('.bench.ts')).map((file) => file.replace('.bench.ts', ''));
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !names.includes(name));

if (unknown.length > 0) {
  process.stderr.write(`There is no bench '${unknown.join("', '")}'; there are: ${names.join(', ')}.\n`);
  process.exitCode = 64;
} else {
  const rows: Row[] = [];
  for (const name of asked.length === 0 ? names : asked) {
    const bench = (await import(`./${name}.bench.ts`)) as Bench;
    process.stdout.write(`\n${bench.title}\n\n`);
    await bench.run(
      (line = '') => process.stdout.write(`${line}\n`),
      (row) => rows.push(row),
    );
  }
  process.stdout.write(`\n${formatRows(rows)}`);
  const { BENCH_JSON: file } = process.env;
  if (file !== undefined) await writeFile(file, rowsDocument(rows));
}
