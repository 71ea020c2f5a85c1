import { chmod, chown, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { inBatches } from './batches.ts';

/** A file or, where its path ends with a slash, a folder; the contents follow the list in its order. */
interface ArchivedFile {
  readonly path: string;
  readonly size: number;
  readonly mode: number;
}

/** Files that are open at once: few accounts may have more than a thousand. */
const atOnce = 32;

interface PackOptions {
  /** What to do with a file or folder of that path: its mode in the archive, or undefined to leave it out. */
  readonly choose: (path: string, mode: number, isFolder: boolean) => number | undefined;
}

/** A folder as one piece of memory, not compressed. */
export const packFolder = async (folder: string, { choose }: PackOptions): Promise<Buffer> => {
  const list: ArchivedFile[] = [];
  const contents: Buffer[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const isFolder = entry.isDirectory();
    if (!isFolder && !entry.isFile()) continue;
    const place = join(entry.parentPath, entry.name);
    const path = relative(folder, place);
    const mode = choose(path, (await stat(place)).mode & 0o777, isFolder);
    if (mode === undefined) continue;
    const content = isFolder ? Buffer.alloc(0) : await readFile(place);
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
export const unpackFolder = async (bytes: Buffer, folder: string, { uid, gid }: Owner = {}): Promise<void> => {
  const start = 4 + bytes.readUInt32LE(0);
  const list: readonly ArchivedFile[] = JSON.parse(bytes.toString('utf8', 4, start));
  let at = start;
  const files = list.map((file) => {
    const content = bytes.subarray(at, at + file.size);
    at += file.size;
    return { ...file, place: join(folder, file.path), content };
  });
  const isFolder = ({ path }: ArchivedFile): boolean => path.endsWith('/');
  const give = async (place: string): Promise<void> => {
    if (uid !== undefined && gid !== undefined) await chown(place, uid, gid);
  };
  const folders = files.filter(isFolder);
  const parents = new Set([folder, ...files.filter((file) => !isFolder(file)).map(({ place }) => dirname(place))]);
  for (const { place } of folders) parents.add(place);
  for (const place of parents) await mkdir(place, { recursive: true });
  for (const { place, mode } of folders) {
    await chmod(place, mode);
    await give(place);
  }
  for (const batch of inBatches(
    files.filter((file) => !isFolder(file)),
    atOnce,
  )) {
    await Promise.all(
      batch.map(async ({ place, mode, content }) => {
        await writeFile(place, content, { mode });
        // Whatever the umask took away.
        if ((mode & 0o077) !== 0) await chmod(place, mode);
        await give(place);
      }),
    );
  }
};
