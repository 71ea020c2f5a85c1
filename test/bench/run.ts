/** `npm run bench -- NAME…`: measures what the project claims, as ratios between things measured in the same run. */
import { readdir } from 'node:fs/promises';

export type Print = (line?: string) => void;

interface Bench {
  readonly title: string;
  run(print: Print): Promise<void>;
}

const files = await readdir(import.meta.dirname);
const names = files.filter((file) => file.endsWith('.bench.ts')).map((file) => file.replace('.bench.ts', ''));
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !names.includes(name));

if (unknown.length > 0) {
  process.stderr.write(`There is no bench '${unknown.join("', '")}'; there are: ${names.join(', ')}.\n`);
  process.exitCode = 64;
} else {
  for (const name of asked.length === 0 ? names : asked) {
    const bench = (await import(`./${name}.bench.ts`)) as Bench;
    process.stdout.write(`\n${bench.title}\n\n`);
    await bench.run((line = '') => process.stdout.write(`${line}\n`));
  }
}
