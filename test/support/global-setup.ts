import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { findRoomInMemory } from '../../source/demo/database/cluster/room-in-memory.ts';
import { type Cluster, startCluster } from '../../source/demo/database/cluster.ts';
import { formatDsn, withClient } from '../../source/demo/database/databases.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A port of 127.0.0.1 that answers with the address of the run's one PostgreSQL, see support/cluster.ts. */
    readonly clusterStarter: number;
    /** When the run began, ISO 8601: the `now` of the demo databases. */
    readonly startedAt: string;
  }
}

let cluster: Promise<Cluster> | undefined;
let starter: Server | undefined;
let stateHome: string | undefined;

/** Where the processes of a run, this one's workers among them, find code that an earlier one compiled. */
const compileCache = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'node-compile');

/** One PostgreSQL for the whole run, started when a test asks for it; what tests create in it are databases. */
export async function setup(project: TestProject): Promise<void> {
  process.env['NODE_COMPILE_CACHE'] ??= compileCache;
  // What tests have the program remember is none of the memory of whoever runs them.
  stateHome = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-state-'));
  process.env['XDG_STATE_HOME'] = stateHome;
  starter = createServer(async (socket) => {
    socket.on('error', () => undefined);
    cluster ??= startForTests();
    const answer = await cluster.then(
      ({ address }) => ({ address }),
      (error: unknown) => ({ failure: String(error) }),
    );
    socket.end(JSON.stringify(answer));
  });
  starter.listen(0, '127.0.0.1');
  await once(starter, 'listening');
  const { port } = starter.address() as AddressInfo;
  project.provide('clusterStarter', port);
  project.provide('startedAt', new Date().toISOString());
}

/** Hundreds of databases are made and dropped. */
async function startForTests(): Promise<Cluster> {
  const started = await startCluster({ within: await findRoomInMemory(3 * 1024 ** 3) });
  // It would visit each of hundreds of databases that live for a second.
  await withClient(formatDsn(started.address, 'postgres', 'postgres'), async (client) => {
    await client.query('alter system set autovacuum = off');
    await client.query('select pg_reload_conf()');
  });
  return started;
}

export async function teardown(): Promise<void> {
  starter?.close();
  await cluster?.then(
    (started) => started.stop(),
    () => undefined,
  );
  if (stateHome !== undefined) await rm(stateHome, { recursive: true, force: true });
}
