import { basename, join } from 'node:path';
import { type BuildOptions, type BuildResult, build, type Metafile, type OutputFile, type Plugin } from 'esbuild';
import { escapeLetters } from './escape-letters.ts';

/** What a first pass with `splitting` leaves in memory. */
type Chunks = BuildResult<{ readonly write: false; readonly metafile: true }>;

/** The sources of entries that one program loads, in the order in which it does: each stage at one moment. */
export type LoadingOrder = readonly (readonly string[])[];

/**
 * A bundle in few files: every file that Node links costs about a millisecond, and esbuild makes one of every set of
 * modules that the same commands share. What the same stages of the same programs load first becomes one file, so that
 * none of them loads what it does not need yet; the rest stays as it is.
 */
export const buildJoined = async (
  options: BuildOptions & { readonly outdir: string },
  programs: readonly LoadingOrder[],
): Promise<Metafile> => {
  const { banner, minify, ...shared } = options;
  const root = process.cwd();
  const chunks = await build({
    ...shared,
    ...(banner === undefined ? {} : { banner }),
    absWorkingDir: root,
    splitting: true,
    // The second pass reads the maps and makes its own.
    sourcemap: 'inline',
    metafile: true,
    write: false,
  });
  const groups = groupChunks(chunks.metafile, programs);
  const grouped = new Set([...groups.values()].flat());
  const own = Object.keys(chunks.metafile.outputs).filter((path) => !grouped.has(path));
  await build({
    ...shared,
    ...(minify === undefined ? {} : { minify }),
    entryPoints: Object.fromEntries(
      [...own.map((path) => basename(path)), ...groups.keys()].map((file) => [file.replace(/\.js$/, ''), `./${file}`]),
    ),
    banner: {},
    sourcemap: 'external',
    // The first pass was written nowhere.
    allowOverwrite: true,
    plugins: [readChunks(chunks, groups, join(root, options.outdir))],
  });
  return chunks.metafile;
};

/**
 * The files of a joined bundle, and the chunks that each is made of: those that each program loads at the same stage. What
 * a stage loads includes all that it stands on, so no two files import each other.
 */
export const groupChunks = (
  metafile: Metafile,
  programs: readonly LoadingOrder[],
): ReadonlyMap<string, readonly string[]> => {
  const loaded = programs.map((stages) =>
    stages.map((entries) => new Set(entries.flatMap((entry) => loadedBy(metafile, entry)))),
  );
  const groups = Map.groupBy(
    Object.keys(metafile.outputs).filter((path) => metafile.outputs[path]?.entryPoint === undefined),
    (path) => loaded.map((stages) => stages.findIndex((paths) => paths.has(path))).join(' '),
  );
  const shared = [...groups].filter(([key]) => /\d/.test(key.replaceAll('-1', '')));
  return new Map(shared.map(([, chunks], index) => [`joined-${index}.js`, chunks]));
};

/** The output files that are loaded before the first line of an entry runs, itself included. */
export const loadedBy = ({ outputs }: Metafile, entry: string): readonly string[] => {
  const first = Object.keys(outputs).find((path) => outputs[path]?.entryPoint === entry);
  if (first === undefined) throw new Error(`${entry} is no entry of the bundle.`);
  const found = new Set<string>();
  const visit = (path: string): void => {
    if (found.has(path)) return;
    found.add(path);
    for (const { kind, path: next, external } of outputs[path]?.imports ?? []) {
      if (kind === 'import-statement' && external !== true) visit(next);
    }
  };
  visit(first);
  return [...found];
};

/** Serves the first pass from memory; an import of a chunk that was joined becomes one of the file that holds it. */
const readChunks = (chunks: Chunks, groups: ReadonlyMap<string, readonly string[]>, folder: string): Plugin => {
  const code = new Map(chunks.outputFiles.map((file: OutputFile) => [basename(file.path), escapeLetters(file.text)]));
  const exportsOf = new Map(
    Object.entries(chunks.metafile.outputs).map(([path, output]) => [basename(path), output.exports]),
  );
  const holderOf = new Map([...groups].flatMap(([holder, paths]) => paths.map((path) => [basename(path), holder])));
  /** Chunks name their exports with single letters, each anew. */
  const renamed = (chunk: string, name: string): string => `${name}_${chunk.replace(/\W/g, '_')}`;
  const exportLine = (chunk: string, from: string, direction: 'in' | 'out'): string =>
    `export { ${(exportsOf.get(chunk) ?? [])
      .map((name) => (direction === 'in' ? [name, renamed(chunk, name)] : [renamed(chunk, name), name]).join(' as '))
      .join(', ')} } from ${JSON.stringify(`./${from}`)};\n`;
  return {
    name: 'read-chunks',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.\/[^/]+\.js$/ }, ({ path, importer, kind, namespace }) => {
        const file = basename(path);
        if (kind === 'entry-point') return { path: join(folder, file) };
        const holder = holderOf.get(file);
        if (namespace === 'bridge' || kind === 'dynamic-import') return { path, external: true };
        if (holder === undefined) return { path, external: true };
        const from = basename(importer);
        return from === holder || holderOf.get(from) === holder
          ? { path: join(folder, file) }
          : { path: file, namespace: 'bridge', sideEffects: true };
      });
      onLoad({ filter: /.*/, namespace: 'bridge' }, ({ path }) => ({
        contents: exportLine(path, holderOf.get(path) ?? path, 'out'),
      }));
      onLoad({ filter: /\.js$/ }, ({ path }) => {
        const file = basename(path);
        const joined = groups.get(file);
        if (joined === undefined) return { contents: code.get(file) ?? '' };
        const contents = joined.map((chunk) => exportLine(basename(chunk), basename(chunk), 'in')).join('');
        return { contents, resolveDir: folder };
      });
    },
  };
};
