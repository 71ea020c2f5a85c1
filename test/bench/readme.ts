import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { formatRows, type Row } from './rows.ts';

const run = promisify(execFile);
const top = join(import.meta.dirname, '..', '..');

const place = /(?<=<!-- measured -->\n).*?(?=<!-- \/measured -->)/s;

/** What kind of machine this is, without saying which. */
const describeMachine = (): string =>
  `${availableParallelism()} cores, ${Math.round(totalmem() / 1024 ** 3)} GB of memory, ${process.platform}-${process.arch}, Node.js ${process.versions.node}`;

/** The section of the README between its two marks. */
const formatSection = (rows: readonly Row[], day: string): string =>
  [
    '',
    `What \`npm run bench\` measured on ${day}: ${describeMachine()}.`,
    'Each figure is a ratio between two things of the same run. The baseline is an older state of this program.',
    '',
    formatRows(rows),
    '',
  ].join('\n');

/** Writes the rows into the README, and formats it as the check of the project wants it. */
export const writeReadme = async (rows: readonly Row[]): Promise<void> => {
  const path = join(top, 'README.md');
  const text = await readFile(path, 'utf8');
  if (!place.test(text)) throw new Error('README.md has no place for what was measured.');
  const section = formatSection(rows, new Date().toISOString().slice(0, 10));
  await writeFile(
    path,
    text.replace(place, () => section),
  );
  await run('npx', ['biome', 'format', '--write', 'README.md'], { cwd: top });
};
