import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** A file or, where its path ends with a slash, a folder; the contents follow the list in its order. */
interface ArchivedFile {
  readonly path: string;
  readonly size: number;
  readonly mode: number;
}

interface PackOptions {
  /** What to do with a file or folder of that path: its mode in the archive, or undefined to leave it out. */
  readonly choose: (path: string, mode: number, isFolder: boolean) => number | undefined;
}

/**
 * A folder as one piece of memory, not compressed. At one go, as is unpacking: with a turn of the event loop for each call of
 * a thousand small files it takes ten times as long.
 */
export const packFolder = (folder: string, { choose }: PackOptions): Buffer => {
  const list: ArchivedFile[] = [];
  const contents: Buffer[] = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const isFolder = entry.isDirectory();
    if (!isFolder && !entry.isFile()) continue;
    const place = join(entry.parentPath, entry.name);
    const path = relative(folder, place);
    const mode = choose(path, statSync(place).mode & 0o777, isFolder);
    if (mode === undefined) continue;
    const content = isFolder ? Buffer.alloc(0) : readFileSync(place);
    list.push({ path: isFolder ? `${path}/` : path, size: content.length, mode });
    contents.push(content);
  }
  const header = Buffer.from(JSON.stringify(list));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  return Buffer.concat([length, header, ...contents]);
};

interface Owner {
  readonly uid?: number;
  readonly gid?: number;
}

/** Writes what `packFolder` read into `folder`, which need not be there; as root, given to `owner`. */
export const unpackFolder = (bytes: Buffer, folder: string, owner: Owner = {}): void => {
  const start = 4 + bytes.readUInt32LE(0);
  const list: readonly ArchivedFile[] = JSON.parse(bytes.toString('utf8', 4, start));
  let at = start;
  for (const { path, size, mode } of list) {
    const place = join(folder, path);
    const isFolder = path.endsWith('/');
    mkdirSync(isFolder ? place : dirname(place), { recursive: true });
    if (!isFolder) writeFileSync(place, bytes.subarray(at, at + size), { mode });
    at += size;
    // Whatever the umask took away.
    if (isFolder || (mode & 0o077) !== 0) chmodSync(place, mode);
    if (owner.uid !== undefined && owner.gid !== undefined) chownSync(place, owner.uid, owner.gid);
  }
};
