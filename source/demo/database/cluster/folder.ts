import { chown, mkdtemp, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { SystemAccount } from './system-account.ts';

/** The path of a Unix socket may have 103 bytes on macOS and 107 on Linux; the folder's own name and the socket's come on top. */
const longestBase = 60;

/**
 * A fresh folder for a cluster, owned by the account that PostgreSQL runs as: in `base` (the system's temporary folder unless
 * told otherwise), or in /tmp where that one is closed to the account or its name is too long for a socket.
 */
export async function makeClusterFolder(account: SystemAccount, base = tmpdir()): Promise<string> {
  const usable = base.length <= longestBase && (account.credentials.uid === undefined || (await isOpenToAll(base)));
  const folder = await mkdtemp(join(usable ? base : '/tmp', 'odoo-mail-doctor-'));
  await giveTo(account, folder);
  return folder;
}

/** Makes the account the owner of a file or folder. */
export async function giveTo({ credentials: { uid, gid } }: SystemAccount, path: string): Promise<void> {
  if (uid !== undefined && gid !== undefined) {
    await chown(path, uid, gid);
  }
}

async function isOpenToAll(folder: string): Promise<boolean> {
  const { mode } = await stat(folder);
  const parent = dirname(folder);
  return (mode & 0o001) !== 0 && (parent === folder || (await isOpenToAll(parent)));
}
