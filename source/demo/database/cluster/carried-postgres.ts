import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { getRawAsset } from 'node:sea';
import { promisify } from 'node:util';
import { zstdDecompress } from 'node:zlib';

const decompress = promisify(zstdDecompress);

/** A file of the PostgreSQL that a single executable carries; their contents follow the list in its order. */
export interface CarriedFile {
  readonly path: string;
  readonly size: number;
  readonly mode: number;
}

/** Writes the carried PostgreSQL into `folder`; false where this executable carries none. */
export const unpackCarriedPostgres = async (folder: string): Promise<boolean> => {
  const archive = readAsset();
  if (archive === undefined) return false;
  const bytes = await decompress(archive);
  const start = 4 + bytes.readUInt32LE(0);
  const files: readonly CarriedFile[] = JSON.parse(bytes.toString('utf8', 4, start));
  let at = start;
  for (const { path, size, mode } of files) {
    const place = join(folder, path);
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, bytes.subarray(at, at + size));
    // Another account runs it where we are root.
    await chmod(place, mode);
    at += size;
  }
  return true;
};

const readAsset = (): ArrayBuffer | undefined => {
  try {
    return getRawAsset('postgres');
  } catch {
    return undefined;
  }
};
