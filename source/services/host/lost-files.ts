import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { inBatches } from '../../lib/batches.ts';
import type { Filestore } from './filestore.ts';

/** `ab/abcdef…`: the name of a file comes from a table, and must not lead out of the folder. */
const storedName = /^[0-9a-f]{2}\/[0-9a-f]+$/;
const atOnce = 64;

/**
 * Those of the files that are certainly gone; undefined where the filestore cannot be seen from here. A folder or file
 * that we may not enter says nothing. Cost: a look-up in the file system a file.
 */
export const findLostFiles = async (
  { folder }: Pick<Filestore, 'folder'>,
  storedAs: Iterable<string>,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<ReadonlySet<string> | undefined> => {
  if (await isGone(folder)) return undefined;
  const names = [...new Set(storedAs)].filter((name) => storedName.test(name));
  const lost = new Set<string>();
  for (const some of inBatches(names, atOnce)) {
    signal?.throwIfAborted();
    const gone = await Promise.all(some.map((name) => isGone(join(folder, name))));
    for (const [index, name] of some.entries()) if (gone[index] === true) lost.add(name);
  }
  return lost;
};

const isGone = (path: string): Promise<boolean> =>
  access(path).then(
    () => false,
    (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT',
  );
