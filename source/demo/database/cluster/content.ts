import type { ChildProcess } from 'node:child_process';
import { mkdir, rm, stat } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { packFolder, unpackFolder } from '../../../lib/file-archive.ts';
import type { ClusterAddress } from '../databases.ts';
import { type ClusterKind, type KeptCluster, openKeptCluster } from '../prepared/kept-cluster.ts';
import { startEmpty } from './empty.ts';
import { giveTo } from './folder.ts';
import { endPostmaster, type PostmasterOptions, startPostmaster } from './postmaster.ts';

/** What a cluster holds from its start, and other clusters may have held before. */
export interface ClusterContent extends ClusterKind {
  /** The folder where an earlier start left it, and this one leaves it; undefined where there is none. */
  readonly keptIn: string | undefined;
  /** The moment that it is written for; one that was written for an earlier one will do. */
  readonly now: Date;
  /** How long after the start of the server it is left for later ones. */
  readonly leaveAfterMs: number;
  /** Writes it. */
  fill(address: ClusterAddress): Promise<void>;
}

/** A PostgreSQL with that content: as an earlier start left it, or else written, and left for later ones. */
export async function startFilled(
  options: PostmasterOptions,
  address: ClusterAddress,
  content: ClusterContent,
): Promise<ChildProcess> {
  const { keptIn: folder } = content;
  const kept =
    folder === undefined
      ? undefined
      : openKeptCluster(folder, { use: content.use, key: `${content.key}-${await nameServer(options.native)}` });
  return (
    (await startKept(options, address, content.now, kept)) ?? (await startWritten(options, address, content, kept))
  );
}

/** Data folders are of one machine's kind and one PostgreSQL; no two releases have a server of the same size. */
async function nameServer(native: string): Promise<string> {
  const { size } = await stat(join(native, 'bin', 'postgres'));
  return `${platform()}-${arch()}-${size}`;
}

async function startKept(
  options: PostmasterOptions,
  address: ClusterAddress,
  now: Date,
  kept: KeptCluster | undefined,
): Promise<ChildProcess | undefined> {
  const bytes = await kept?.read(now);
  if (bytes === undefined) return undefined;
  const data = join(options.folder, 'data');
  let postmaster: ChildProcess | undefined;
  try {
    await mkdir(data, { mode: 0o700 });
    await giveTo(options.account, data);
    unpackFolder(bytes, data, options.account.credentials);
    postmaster = await startPostmaster(options, address.port);
    await setPasswords(address);
    return postmaster;
  } catch {
    options.signal.throwIfAborted();
    if (postmaster !== undefined) await endPostmaster(postmaster);
    await rm(data, { recursive: true, force: true });
    await kept?.forget();
    return undefined;
  }
}

/** Over the socket, whose folder is ours alone: whoever wrote the content had other passwords. */
async function setPasswords({ socketFolder, port, passwords }: ClusterAddress): Promise<void> {
  const client = new Client({ host: socketFolder, port, user: 'postgres', database: 'postgres' });
  await client.connect();
  try {
    await client.query(
      Object.entries(passwords)
        .map(([role, password]) => `alter role ${role} password '${password}'`)
        .join(';'),
    );
  } finally {
    await client.end();
  }
}

async function startWritten(
  options: PostmasterOptions,
  address: ClusterAddress,
  { now, leaveAfterMs, fill }: ClusterContent,
  kept: KeptCluster | undefined,
): Promise<ChildProcess> {
  const postmaster = await startEmpty(options, address);
  await fill(address);
  if (kept === undefined) return postmaster;
  await endPostmaster(postmaster);
  const bytes = packFolder(join(options.folder, 'data'), { choose: (_path, mode) => mode });
  // Nobody waits for it, nor is to be slowed by it; who ends us meanwhile finds none the next time.
  setTimeout(() => void kept.write(bytes, now), leaveAfterMs).unref();
  return await startPostmaster(options, address.port);
}
