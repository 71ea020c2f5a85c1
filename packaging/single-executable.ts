import { execFile } from 'node:child_process';
import { access, chmod, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type BuildOptions, build, transform } from 'esbuild';
import { bundleOptions, bundlePlugins } from './bundle-options.ts';
import { escapeLetters } from './escape-letters.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');
/** The Node that is carried. */
const target = 'node26';

/** The source as two files. */
interface SingleBundle {
  /** Where it begins. */
  readonly main: string;
  /** What that runs: a function, as source/single.ts calls it. */
  readonly program: string;
  /** The paths of what both hold. */
  readonly inputs: readonly string[];
}

/** Bundles everything into two files: what answers for itself, and the rest, which is read when it is needed. */
export const bundleIntoOne = async (folder: string): Promise<SingleBundle> => {
  const main = join(folder, 'single.cjs');
  const program = join(folder, 'program.cjs');
  const begun = await bundle('single.ts', { format: 'cjs', banner: {} });
  const run = await bundle('single-program.ts', { banner: {} });
  await writeFile(main, begun.code);
  await writeFile(program, await wrapProgram(run.code));
  return { main, program, inputs: [...begun.inputs, ...run.inputs] };
};

const bundle = async (entry: string, differently: Pick<BuildOptions, 'format' | 'banner'>) => {
  const { metafile, outputFiles } = await build({
    ...bundleOptions,
    entryPoints: [join(root, 'source', entry)],
    write: false,
    metafile: true,
    absWorkingDir: root,
    target,
    // Asked for in development only, and never; neither may be looked for beside the executable.
    alias: { 'react-devtools-core': './packaging/nothing.ts', 'pg-native': './packaging/nothing.ts' },
    plugins: bundlePlugins,
    ...differently,
  });
  return { inputs: Object.keys(metafile.inputs), code: outputFiles.map(({ text }) => text).join('') };
};

/**
 * The module as a function of a script: code that was compiled ahead while it ran can be restored for a script alone. In
 * two steps: esbuild takes modules that wait at their top level into no script, and in a bundle none of them is at the top.
 */
const wrapProgram = async (code: string): Promise<string> => {
  const script = await transform(code, {
    format: 'cjs',
    platform: 'node',
    target,
    minify: true,
    define: { 'import.meta.url': 'programUrl' },
  });
  return escapeLetters(`(function(require,module,programUrl){${script.code}\n})`);
};

export interface ExecutableParts {
  /** A stripped Node for the architecture that it is for. */
  readonly node: string;
  /** The command of a Node of the same version that runs here. */
  readonly builder: readonly [string, ...string[]];
  readonly bundle: SingleBundle;
  /** What `compileAhead` made of the program by a Node of that architecture; undefined where none runs here. */
  readonly code: string | undefined;
  readonly assets: Readonly<Record<string, string>>;
}

/** Writes what the Node that `builder` runs compiled of the program into `file`. */
export const compileAhead = async (
  [node, ...args]: ExecutableParts['builder'],
  { program }: SingleBundle,
  file: string,
): Promise<void> => {
  const compiler = join(import.meta.dirname, 'compile-ahead.ts');
  await run(node, [...args, compiler, program, file], { env: { PATH: process.env['PATH'] } });
};

/** Puts a bundle and its assets into a Node: https://nodejs.org/api/single-executable-applications.html */
export const writeExecutable = async (output: string, parts: ExecutableParts): Promise<void> => {
  const config = `${output}.json`;
  const { bundle, code, assets } = parts;
  const settings = {
    main: bundle.main,
    executable: parts.node,
    output,
    assets: { ...assets, program: bundle.program, ...(code === undefined ? {} : { code }) },
    useCodeCache: code !== undefined,
    disableExperimentalSEAWarning: true,
  };
  await writeFile(config, JSON.stringify(settings));
  const [program, ...args] = parts.builder;
  await run(program, [...args, '--build-sea', config]);
  await rm(config);
  await chmod(output, 0o755);
  await access(output);
};
