import { randomUUID } from 'node:crypto';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { constants, zstdCompress, zstdDecompress } from 'node:zlib';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** How long a history is as good as a new one, ms: it ends as long before now. */
const usableMs = 7 * 24 * 3_600_000;
/** Nobody writes for so long, ms: what is not whole by then never will be. */
const writingMs = 3_600_000;

/** What a data folder holds that is worth to be kept. */
export interface ClusterKind {
  /** For which uses one replaces the other, as part of a file's name: `18`. */
  readonly use: string;
  /** Those of one key hold the same, but for the moment that they were made for. As part of a file's name. */
  readonly key: string;
}

/** The data folder of a demo's PostgreSQL as an earlier start left it, one file a kind. All of it may fail without harm. */
export interface KeptCluster {
  /** The newest that fits and is not too old at `now`; undefined where there is none. */
  read(now: Date): Promise<Buffer | undefined>;
  /** Keeps one that was made for `now`, in place of others of that use. */
  write(bytes: Buffer, now: Date): Promise<void>;
  /** Takes away what `read` would find: it is of no use. */
  forget(): Promise<void>;
}

/** Those in `folder`, as files `demo-USE-KEY-SECONDS.zst`. */
export const openKeptCluster = (folder: string, { use, key }: ClusterKind): KeptCluster => {
  const prefix = `demo-${use}-`;
  const list = async () =>
    (await readdir(folder))
      .filter((name) => name.startsWith(prefix))
      .map((name) => ({ name, path: join(folder, name) }));
  const madeAt = (name: string): number => {
    const [, seconds] = name.startsWith(`${prefix}${key}-`) ? (/-(\d+)\.zst$/.exec(name) ?? []) : [];
    return seconds === undefined ? Number.NaN : Number(seconds) * 1_000;
  };
  const attempt = <Result>(work: () => Promise<Result>): Promise<Result | undefined> => work().catch(() => undefined);
  return {
    read: (now) =>
      attempt(async () => {
        const ages = (await list()).map((file) => ({ ...file, age: now.getTime() - madeAt(file.name) }));
        const [newest] = ages.filter(({ age }) => age >= 0 && age < usableMs).sort((a, b) => a.age - b.age);
        return newest === undefined ? undefined : await decompress(await readFile(newest.path));
      }),
    async write(bytes, now) {
      await attempt(async () => {
        const seconds = Math.floor(now.getTime() / 1_000);
        const path = join(folder, `${prefix}${key}-${seconds}.zst`);
        const draft = `${path}.${randomUUID().slice(0, 8)}.part`;
        try {
          // With a checksum: what a full disk or a fall of the power left is known when it is read.
          const params = { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 };
          await writeFile(draft, await compress(bytes, { params }), { flag: 'wx', mode: 0o600 });
          await rename(draft, path);
        } finally {
          await rm(draft, { force: true });
        }
        for (const file of await list()) {
          const isBeingWritten =
            file.name.endsWith('.part') && Date.now() - (await stat(file.path)).mtimeMs < writingMs;
          if (file.path !== path && !isBeingWritten) await rm(file.path, { force: true });
        }
      });
    },
    async forget() {
      await attempt(async () => {
        for (const { name, path } of await list()) if (!Number.isNaN(madeAt(name))) await rm(path, { force: true });
      });
    },
  };
};
