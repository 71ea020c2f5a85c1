import { getRawAsset } from 'node:sea';
import { promisify } from 'node:util';
import { zstdDecompress } from 'node:zlib';
import { unpackFolder } from '../../../lib/file-archive.ts';

const decompress = promisify(zstdDecompress);

/** Writes the PostgreSQL that a single executable carries into `folder`; false where this executable carries none. */
export const unpackCarriedPostgres = async (folder: string): Promise<boolean> => {
  const archive = readAsset();
  if (archive === undefined) return false;
  unpackFolder(await decompress(archive), folder);
  return true;
};

const readAsset = (): ArrayBuffer | undefined => {
  try {
    return getRawAsset('postgres');
  } catch {
    return undefined;
  }
};
