import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

export interface BundledHello extends AsyncDisposable {
  /** To be run by Node in a terminal; it shows `hello` and waits. */
  readonly program: string;
}

const source = `
import { render, Text } from 'ink';
import { createElement } from 'react';
render(createElement(Text, null, 'hello'), { alternateScreen: true });
setInterval(() => undefined, 60_000);
`;

/** The least that an Ink program is: one word, bundled as the console is, with the production React. */
export const bundleHello = async (): Promise<BundledHello> => {
  const root = join(import.meta.dirname, '..', '..');
  // Below the project, so that packages are found.
  const folder = await mkdtemp(join(root, 'node_modules', '.bench-'));
  const entry = join(folder, 'hello.js');
  const program = join(folder, 'hello.mjs');
  await writeFile(entry, source);
  await build({
    entryPoints: [entry],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // Ink's developer tools are then a file of their own, which is not loaded.
    splitting: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
    external: ['react-devtools-core'],
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
  return { program, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
};
