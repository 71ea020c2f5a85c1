import { stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { describeFileTrouble } from './file-trouble.ts';

/** How large a file is, and how much room the file system has that it lies on. */
export type FileRoom =
  | {
      readonly kind: 'measured';
      /** Bytes. */
      readonly size: number;
      /** Bytes that an ordinary account may still write. */
      readonly free: number;
      /** Who owns it, and the folder that it lies in. */
      readonly owner: Ownership;
      readonly folder: Ownership & { readonly mode: number };
    }
  | { readonly kind: 'unread'; readonly why: string };

export interface Ownership {
  readonly uid: number;
  readonly gid: number;
}

export const measureFileRoom = async (path: string): Promise<FileRoom> => {
  try {
    const [file, folder, system] = await Promise.all([stat(path), stat(dirname(path)), statfs(path)]);
    return {
      kind: 'measured',
      size: file.size,
      free: system.bavail * system.bsize,
      owner: { uid: file.uid, gid: file.gid },
      folder: { uid: folder.uid, gid: folder.gid, mode: folder.mode & 0o7777 },
    };
  } catch (error) {
    const why = describeFileTrouble(error);
    if (why === undefined) throw error;
    return { kind: 'unread', why };
  }
};
