import { open } from 'node:fs/promises';

/** Puts a folder's own entries on disk: without it a new file may be lost although its content was written. */
export const syncFolder = async (path: string): Promise<void> => {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
};
