import { fileURLToPath } from 'node:url';

/** Programs of the demo world that run in processes of their own. */
export type DemoProcess = 'queue-runner' | 'silent-port' | 'janitor';

/** The file to run: a chunk beside us in the bundle; the source itself, which Node reads, in the tests. */
export const processEntry = (name: DemoProcess): string => {
  const fromSource = import.meta.url.endsWith('.ts');
  return fileURLToPath(new URL(fromSource ? `../${name}/process.ts` : `./${name}.js`, import.meta.url));
};
