import { randomUUID } from 'node:crypto';
import { open, readFile, realpath, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ProbeError } from '../../domain/errors.ts';
import { describeFileTrouble } from './file-trouble.ts';
import { AccessLost, copyAccess } from './keep-access.ts';
import { syncFolder } from './sync-folder.ts';

/**
 * The bytes of a file.
 * @throws ProbeError in words when it cannot be read.
 */
export const readBytes = (path: string): Promise<Buffer> => inWords(path, 'read', () => readFile(path));

/**
 * Puts new content in the place of a file: whoever reads it sees the old or the new one, whole, whatever happens.
 * Mode, owner, access list and extended attributes stay; a symbolic link stays one.
 * @throws ProbeError in words, the file then being as it was.
 */
export const replaceFile = (path: string, content: Uint8Array): Promise<void> =>
  inWords(path, 'changed', async () => {
    const real = await realpath(path);
    const draft = join(dirname(real), `.odoo-mail-doctor-${randomUUID()}`);
    try {
      await writeLike(real, draft, content);
      await rename(draft, real);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
    await syncFolder(dirname(real));
  });

const permissions = 0o7777;

const writeLike = async (model: string, path: string, content: Uint8Array): Promise<void> => {
  const original = await open(model, 'r');
  const { mode, uid, gid } = await original.stat();
  await original.close();
  const draft = await open(path, 'wx', 0o600);
  try {
    await draft.writeFile(content);
    const now = await draft.stat();
    if (now.uid !== uid || now.gid !== gid) await draft.chown(uid, gid);
    await copyAccess(model, path);
    // After the owner: changing that clears bits. With an access list the group's bits are its mask, and stay so.
    if (((await draft.stat()).mode & permissions) !== (mode & permissions)) await draft.chmod(mode & permissions);
    await draft.sync();
  } finally {
    await draft.close();
  }
};

const inWords = async <Result>(path: string, what: string, work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    const why = describeFileTrouble(error) ?? (error instanceof AccessLost ? error.message : undefined);
    if (why === undefined) throw error;
    throw new ProbeError('file', path, `${path} cannot be ${what}: ${why}.`, { cause: error });
  }
};
