import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

type ConsoleModule = typeof import('../../source/ui/open-console.tsx');

/** The console as people run it: one bundle with the production React. Node cannot load .tsx by itself. */
export const bundleConsole = async (): Promise<ConsoleModule & AsyncDisposable> => {
  const root = join(import.meta.dirname, '..', '..');
  // Below the project, so that packages left out of the bundle are found.
  const folder = await mkdtemp(join(root, 'node_modules', '.bench-'));
  await build({
    entryPoints: [join(root, 'source', 'ui', 'open-console.tsx')],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    conditions: ['bundle'],
    define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
    external: ['react-devtools-core'],
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
  const loaded = (await import(pathToFileURL(join(folder, 'open-console.mjs')).href)) as ConsoleModule;
  return { ...loaded, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
};
