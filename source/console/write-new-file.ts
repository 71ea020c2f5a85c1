import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Writes a new file, for nobody's eyes but the account's, into the first of the folders that takes it. Returns its path.
 * What is there already, a link among it, is never written to.
 * @throws the last folder's error when none takes it.
 */
export const writeNewFile = async (folders: readonly string[], name: string, text: string): Promise<string> => {
  let trouble: unknown;
  for (const folder of folders) {
    const path = join(folder, name);
    try {
      await writeFile(path, text, { mode: 0o600, flag: 'wx' });
      return path;
    } catch (error) {
      trouble = error;
    }
  }
  throw trouble;
};

/** `NAME-1f2e3d4c.EXTENSION`: where anybody may write, a name that can be guessed may be taken before us. */
export const nameApart = (name: string, extension: string): string =>
  `${name}-${randomUUID().slice(0, 8)}.${extension}`;
