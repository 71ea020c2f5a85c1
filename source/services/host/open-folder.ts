import { constants, existsSync } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A folder that is held open, and what lies directly in it. A name in it means what it meant when the folder was opened:
 * nobody can put a link in a place of its path meanwhile, as with openat(2), which Node has not.
 */
export interface OpenFolder extends AsyncDisposable {
  readonly handle: FileHandle;
  /** @throws ELOOP for a symbolic link. */
  openFile(name: string, flags: number, mode?: number): Promise<FileHandle>;
  /** @throws ENOTDIR or ELOOP when it is a symbolic link, or no folder. */
  openFolder(name: string): Promise<OpenFolder>;
  /** False when it was there. */
  makeFolder(name: string): Promise<boolean>;
  /** Replaces a file or a link of the new name, and follows neither. */
  rename(from: string, to: string): Promise<void>;
  remove(name: string): Promise<void>;
}

const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW } = constants;

/** Where Linux shows the open files of this process as links that lead to the files themselves. */
const openFiles = '/proc/self/fd';

/** @throws the system's error. A link in the path is followed, up to the folder itself. */
export const openFolder = async (path: string): Promise<OpenFolder> =>
  hold(await open(path, O_RDONLY | O_DIRECTORY), path);

const hold = (handle: FileHandle, path: string): OpenFolder => {
  // Where there is no /proc the path has to do; the last part of it is not followed all the same.
  const place = existsSync(openFiles) ? join(openFiles, String(handle.fd)) : path;
  const at = (name: string): string => join(place, name);
  return {
    handle,
    openFile: (name, flags, mode) => open(at(name), flags | O_NOFOLLOW, mode),
    openFolder: async (name) => hold(await open(at(name), O_RDONLY | O_DIRECTORY | O_NOFOLLOW), join(path, name)),
    makeFolder: (name) => mkdir(at(name)).then(() => true, falseWhenThere),
    rename: (from, to) => rename(at(from), at(to)),
    remove: (name) => rm(at(name), { force: true }),
    [Symbol.asyncDispose]: () => handle.close(),
  };
};

const falseWhenThere = (error: NodeJS.ErrnoException): false => {
  if (error.code === 'EEXIST') return false;
  throw error;
};
