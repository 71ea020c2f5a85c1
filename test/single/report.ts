import { join } from 'node:path';

/** Where `npm run pack:single` and `npm run pack:deb` put what they make. */
export const output = join(import.meta.dirname, '..', '..', 'out');

export const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
