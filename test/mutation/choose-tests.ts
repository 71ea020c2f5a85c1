import { globSync } from 'node:fs';
import { reachedFrom } from './import-graph.ts';

export interface TestFile {
  readonly path: string;
  /** Needs a PostgreSQL or processes of its own: seconds a test, not milliseconds. */
  readonly isWorld: boolean;
  readonly reached: ReadonlySet<string>;
}

const worldly =
  /^(?:test\/support\/(?:administrator|postgres|run-program|sick-world|terminal)|source\/demo\/(?:database|queue-runner))/;
/** Worlds that take minutes each: what they find, the tests of the parts should find before. */
const tooLong = /^test\/(?:queue|race|services|demo|end-to-end|diagnosis\/matrix|changes\/race)/;

/**
 * The tests that can meet these files, by the imports. Of those that need a world only the ones that stand where the
 * folder is mirrored.
 */
export const chooseTests = (
  files: readonly string[],
  folders: readonly string[],
  world: boolean,
): readonly TestFile[] =>
  globSync('test/**/*.test.{ts,tsx}')
    .toSorted()
    .map((path) => {
      const reached = reachedFrom(path);
      return { path, reached, isWorld: [...reached].some((file) => worldly.test(file)) };
    })
    .filter(({ path, isWorld }) => !isWorld || !tooLong.test(path))
    .filter(({ reached }) => files.some((file) => reached.has(file)))
    .filter(({ path, isWorld }) => !isWorld || (world && folders.some((folder) => mirrors(path, folder))));

const mirrors = (path: string, place: string): boolean => path.startsWith(`test/${place.replace(/\.ts$/, '.')}`);

/** Whether a test stands where this file is mirrored: a cause's own, the retry's. What causes share is met by all. */
export const standsBeside = (test: string, file: string): boolean => {
  const [, shelf = '', folder = ''] = file.split('/');
  if (shelf === 'checks' || shelf === 'remedies' || folder.endsWith('.ts')) return true;
  return mirrors(test, `${shelf}/${folder}`);
};
