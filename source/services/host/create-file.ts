import { randomUUID } from 'node:crypto';
import { link, open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ProbeError } from '../../domain/errors.ts';
import { describeFileTrouble } from './file-trouble.ts';
import { syncFolder } from './sync-folder.ts';

const inWords = async <Result>(path: string, what: string, work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    const why = isThere ? 'it is there already' : describeFileTrouble(error);
    if (why === undefined) throw error;
    throw new ProbeError('file', path, `${path} cannot be ${what}: ${why}.`, { cause: error });
  }
};

/**
 * Writes a file that is not there yet: whole or not at all, and never over another one.
 * @throws ProbeError in words when it is there, or cannot be written.
 */
export const createFile = (path: string, content: string, mode: number): Promise<void> =>
  inWords(path, 'written', async () => {
    const draft = join(dirname(path), `.odoo-mail-doctor-${randomUUID()}`);
    try {
      await using file = await open(draft, 'wx', 0o600);
      await file.writeFile(content);
      await file.chmod(mode);
      await file.sync();
      // A rename would replace what somebody put there meanwhile.
      await link(draft, path);
    } finally {
      await rm(draft, { force: true });
    }
    await syncFolder(dirname(path));
  });

/**
 * Removes a file while it holds what `isOurs` knows. Returns whether it is gone; false: somebody changed it.
 * @throws ProbeError in words when it cannot be removed.
 */
export const removeFile = (path: string, isOurs: (content: Uint8Array) => boolean): Promise<boolean> =>
  inWords(path, 'removed', async () => {
    const content = await readFile(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (content === undefined) return true;
    if (!isOurs(content)) return false;
    await rm(path);
    await syncFolder(dirname(path));
    return true;
  });
