import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { bundleOptions } from '../../packaging/bundle-options.ts';

export interface Bundled extends AsyncDisposable {
  /** To be run or imported by Node; what it loads later lies beside it. */
  readonly file: string;
}

/** A module that is given as text, bundled with the production React. Disposing removes it. */
export const bundleText = async (contents: string, plugins: readonly Plugin[] = []): Promise<Bundled> => {
  const root = join(import.meta.dirname, '..', '..');
  // Below the project, so that packages left out of the bundle are found.
  const folder = await mkdtemp(join(root, 'node_modules', '.bench-'));
  await build({
    ...bundleOptions,
    plugins: [...plugins],
    stdin: { contents, resolveDir: root },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    // Ink's developer tools are then a file of their own, which is not loaded.
    splitting: true,
    external: ['react-devtools-core'],
  });
  return {
    file: join(folder, 'stdin.mjs'),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
};
