import { closeSync, fsync, openSync } from 'node:fs';
import { promisify } from 'node:util';

const flush = promisify(fsync);

/** Puts a folder's own entries on disk: without it a new file may be lost although its content was written. */
export const syncFolder = async (path: string): Promise<void> => {
  const folder = openSync(path, 'r');
  try {
    await flush(folder);
  } finally {
    closeSync(folder);
  }
};
