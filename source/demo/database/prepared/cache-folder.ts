import { constants } from 'node:fs';
import { access, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Where this account keeps what can be made again: `$XDG_CACHE_HOME/odoo-mail-doctor` or `~/.cache/odoo-mail-doctor`, made
 * if need be. Undefined where it cannot be written, or is in a folder of another account's or one where others may write,
 * as under `sudo -E`: they could say what our PostgreSQL runs.
 */
export const findCacheFolder = async (env: NodeJS.ProcessEnv): Promise<string | undefined> => {
  const { HOME: home, XDG_CACHE_HOME: caches } = env;
  const owned = caches || home;
  const uid = process.geteuid?.();
  if (owned === undefined || owned === '' || uid === undefined) return undefined;
  const folder = join(caches || join(owned, '.cache'), 'odoo-mail-doctor');
  try {
    if (!(await isOwn(owned, uid))) return undefined;
    // One at a time: below /proc making them recursively never ends.
    for (const path of [join(folder, '..'), folder]) await mkdir(path, { mode: 0o700 }).catch(unlessThere);
    if (!(await isOwn(folder, uid))) return undefined;
    await access(folder, constants.W_OK);
    return folder;
  } catch {
    return undefined;
  }
};

const isOwn = async (path: string, uid: number): Promise<boolean> => {
  const found = await stat(path);
  return found.uid === uid && (found.mode & 0o022) === 0;
};

const unlessThere = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'EEXIST') throw error;
};
