import { execFile } from 'node:child_process';
import { access, chmod, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { bundleOptions, bundlePlugins } from './bundle-options.ts';
import { escapeLetters } from './escape-letters.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');

/** Bundles everything into one file; returns the paths of what it holds. */
export const bundleIntoOne = async (file: string): Promise<readonly string[]> => {
  const { metafile } = await build({
    ...bundleOptions,
    entryPoints: [join(root, 'source', 'single.ts')],
    outfile: file,
    absWorkingDir: root,
    target: 'node26',
    // Asked for in development only, and never; neither may be looked for beside the executable.
    alias: { 'react-devtools-core': './packaging/nothing.ts', 'pg-native': './packaging/nothing.ts' },
    plugins: bundlePlugins,
  });
  await writeFile(file, escapeLetters(await readFile(file, 'utf8')));
  return Object.keys(metafile.inputs);
};

export interface ExecutableParts {
  /** A stripped Node for the architecture that it is for. */
  readonly node: string;
  /** The command of a Node of the same version that runs here. */
  readonly builder: readonly [string, ...string[]];
  /** Whether both are of one architecture: code can be compiled ahead by such a Node only. */
  readonly isBuiltByItself: boolean;
  readonly bundle: string;
  readonly assets: Readonly<Record<string, string>>;
}

/** Puts a bundle and its assets into a Node: https://nodejs.org/api/single-executable-applications.html */
export const writeExecutable = async (output: string, parts: ExecutableParts): Promise<void> => {
  const config = `${output}.json`;
  const settings = {
    main: parts.bundle,
    mainFormat: 'module',
    executable: parts.node,
    output,
    assets: parts.assets,
    useCodeCache: parts.isBuiltByItself,
    disableExperimentalSEAWarning: true,
  };
  await writeFile(config, JSON.stringify(settings));
  const [program, ...args] = parts.builder;
  await run(program, [...args, '--build-sea', config]);
  await rm(config);
  await chmod(output, 0o755);
  await access(output);
};
