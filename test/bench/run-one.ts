/** One bench, in a process of its own: what others leave in memory and in the environment is not measured with it. */

import type { Note, Row } from './rows.ts';
import type { Print } from './run.ts';

interface Bench {
  readonly title: string;
  run(print: Print, note: Note): Promise<void> | void;
}

const [, , name = ''] = process.argv;
const bench = (await import(`./${name}.bench.ts`)) as Bench;
process.stdout.write(`\n${bench.title}\n\n`);
await bench.run(
  (line = '') => process.stdout.write(`${line}\n`),
  (row: Row) => process.send?.(row),
);
// The channel to who asked would keep it alive.
process.disconnect?.();
