import { statfs } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { type Cluster, startCluster } from '../../source/demo/database/cluster.ts';
import { type ClusterAddress, formatDsn, withClient } from '../../source/demo/database/databases.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The run's one PostgreSQL. Tests reach it through support/postgres.ts. */
    readonly cluster: ClusterAddress;
    /** When the run began, ISO 8601: the `now` of the demo databases. */
    readonly startedAt: string;
  }
}

let cluster: Cluster | undefined;

/** Starts one PostgreSQL for the whole run; what tests create in it are databases. */
export async function setup(project: TestProject): Promise<void> {
  cluster = await startCluster({ within: await findRoomInMemory() });
  // It would visit each of hundreds of databases that live for a second.
  await withClient(formatDsn(cluster.address, 'postgres', 'postgres'), async (client) => {
    await client.query('alter system set autovacuum = off');
    await client.query('select pg_reload_conf()');
  });
  project.provide('cluster', cluster.address);
  project.provide('startedAt', new Date().toISOString());
}

/** Hundreds of databases are made and dropped: in memory each copy takes a sixteenth of the time it takes on a disk. */
async function findRoomInMemory(): Promise<string | undefined> {
  const memory = '/dev/shm';
  const needed = 4 * 1024 ** 3;
  const room = await statfs(memory).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  );
  return room >= needed ? memory : undefined;
}

export async function teardown(): Promise<void> {
  await cluster?.stop();
}
