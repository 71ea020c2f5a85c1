import { fileURLToPath } from 'node:url';
import { helperWord, isSingleExecutable } from '../../lib/own-program.ts';

/** Programs of the demo world that run in processes of their own. */
export type DemoProcess = 'queue-runner' | 'silent-port' | 'janitor';

/**
 * What Node is given to run: a chunk beside us in the bundle; the source itself, which Node reads, in the tests; in the
 * single executable a word by which it knows that it is to be the helper.
 */
export const processEntry = (name: DemoProcess): string => {
  if (isSingleExecutable) return helperWord(name);
  const fromSource = import.meta.url.endsWith('.ts');
  return fileURLToPath(new URL(fromSource ? `../${name}/process.ts` : `./${name}.js`, import.meta.url));
};
