import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { SystemAccount } from './system-account.ts';

const run = promisify(execFile);

/** Durability off (the data are thrown away), everything else as a production server has it. */
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_connections: '200',
  shared_buffers: '128MB',
  max_wal_size: '2GB',
  // Nothing of what was logged stays: a data folder that is kept is small.
  wal_recycle: 'off',
  wal_init_zero: 'off',
  listen_addresses: '127.0.0.1',
  // Says to whoever diagnoses us that this machine's own processes and firewall are none of this world's.
  'odoo_mail_doctor.world': 'demo',
};

/** Nothing of our own environment: a locale or a PG variable there would change what we start. */
const env = { LC_ALL: 'C' };

export interface PostmasterOptions {
  readonly native: string;
  readonly folder: string;
  readonly account: SystemAccount;
  readonly signal: AbortSignal;
}

/** Makes the data folder, with `password` for the superuser `postgres`. */
export async function initialise(options: PostmasterOptions, passwordFile: string): Promise<void> {
  const flags = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth-local=trust', '--auth-host=scram-sha-256'];
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  await run(
    join(options.native, 'bin', 'initdb'),
    [`--pgdata=${join(options.folder, 'data')}`, '--no-sync', '--no-instructions', ...flags, ...locale],
    { ...options.account.credentials, cwd: '/', env, signal: options.signal },
  );
}

/**
 * Starts the postmaster and waits until it accepts connections.
 * @throws Error with the last lines of the server's log when it ends instead.
 */
export async function startPostmaster(options: PostmasterOptions, port: number): Promise<ChildProcess> {
  const log = await open(join(options.folder, 'log'), 'a');
  const values = { ...settings, port: String(port), unix_socket_directories: options.folder };
  const postmaster = spawn(
    join(options.native, 'bin', 'postgres'),
    [
      '-D',
      join(options.folder, 'data'),
      ...Object.entries(values).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
    ],
    // Detached: Ctrl+C in our terminal is for us to handle, not for PostgreSQL.
    { ...options.account.credentials, cwd: '/', env, detached: true, stdio: ['ignore', log.fd, log.fd] },
  );
  const [spawned] = await Promise.allSettled([once(postmaster, 'spawn'), log.close()]);
  if (spawned.status === 'rejected') {
    throw spawned.reason;
  }
  postmaster.unref();
  await waitUntilReady(postmaster, options);
  return postmaster;
}

/** The eighth line of postmaster.pid is what `pg_ctl --wait` looks at, too. */
async function waitUntilReady(postmaster: ChildProcess, { folder, signal }: PostmasterOptions): Promise<void> {
  for (;;) {
    if (postmaster.exitCode !== null || postmaster.signalCode !== null) {
      const log = await readFile(join(folder, 'log'), 'utf8');
      throw new Error(`PostgreSQL ended while it was starting:\n${log.split('\n').slice(-10).join('\n')}`);
    }
    const lines = await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8').catch(() => '');
    if (lines.split('\n')[7]?.trim() === 'ready') {
      return;
    }
    await delay(20, undefined, { signal });
  }
}

/** Ends the postmaster in order (open sessions are closed, data stay). */
export async function endPostmaster(postmaster: ChildProcess): Promise<void> {
  if (postmaster.exitCode !== null || postmaster.signalCode !== null) {
    return;
  }
  postmaster.ref();
  const ended = once(postmaster, 'exit');
  postmaster.kill('SIGINT');
  await ended;
}

/** A TCP port of 127.0.0.1 that is free now. */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') {
    throw new Error('A TCP server reports no port.');
  }
  return address.port;
}
