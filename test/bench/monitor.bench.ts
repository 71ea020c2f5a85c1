import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { type Cluster, startCluster } from '../../source/demo/database/cluster.ts';
import { withClient } from '../../source/demo/database/databases.ts';
import { addConstraints, createTables } from '../../source/demo/database/schema/demo-schema.ts';
import { parseConfig } from '../../source/monitor/config/read-config.ts';
import { lookOnce } from '../../source/monitor/look-once.ts';
import type { MonitorWorld } from '../../source/monitor/monitor-world.ts';
import { createMonitorStore } from '../../source/monitor/store.ts';
import { resolveTarget } from '../../source/target/target.ts';
import { createLooks } from '../../source/world/queue-looks.ts';
import { captureContext } from '../support/command-context.ts';
import type { Print } from './run.ts';

export const title = 'Looking at 100 databases of a cluster, 3 000 mails in each, once a minute';

const databases = 100;
const run = promisify(execFile);
const names = Array.from({ length: databases }, (_, index) => `acme${index}`);
const signal = new AbortController().signal;

const bench = async (print: Print): Promise<void> => {
  const cluster = await startCluster();
  try {
    await fill(cluster);
    const looks = await openLooks(cluster);
    // Once unmeasured: connections, tables and code are met for the first time.
    await looks();
    const heapBefore = heap();
    const quiet = await average(3, looks);
    const busy = await average(3, async () => {
      await touch(cluster);
      return looks();
    });
    const grown = heap() - heapBefore;
    const psql = await measurePsql(cluster);
    print(`a look, nothing written      ${show(quiet)} of our CPU`);
    print(`a look, mails were written   ${show(busy)} of our CPU`);
    print(
      psql === undefined ? 'psql is not installed' : `psql -c 'select state, count(*) …'  ${show(psql)} of its CPU`,
    );
    if (psql !== undefined)
      print(`a look beside psql           ${(busy / psql).toFixed(2)} of it, quiet ${(quiet / psql).toFixed(2)}`);
    print(`500 databases a minute       ${(((busy * 500) / 60_000) * 100).toFixed(1)} % of a core`);
    print(
      `memory of this process       ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB, grown by ${(grown / 1e6).toFixed(1)} MB over six rounds`,
    );
  } finally {
    await cluster.stop();
  }
};

export { bench as run };

const show = (ms: number): string => `${ms.toFixed(2)} ms`;
const heap = (): number => process.memoryUsage().heapUsed;

const fill = async (cluster: Cluster): Promise<void> => {
  await cluster.createDatabase('template');
  await withClient(cluster.dsn('template'), async (client) => {
    for (const statement of [...createTables(18), ...addConstraints(18)]) await client.query(statement);
    await client.query('alter table mail_mail alter mail_message_id drop not null');
    await client.query(`insert into mail_mail (state, create_date, write_date)
      select case when n <= 10 then 'outgoing' when n <= 20 then 'exception' else 'sent' end, now(), now()
        from generate_series(1, 3000) n`);
  });
  await withClient(cluster.dsn('postgres', 'postgres'), async (client) => {
    for (const name of names) await client.query(`create database ${name} template template owner odoo`);
  });
};

const touch = async (cluster: Cluster): Promise<void> => {
  for (const name of names) {
    await withClient(cluster.dsn(name), (client) =>
      client.query("update mail_mail set write_date = now() where state = 'outgoing'"),
    );
  }
};

/** A round of looks through the same code as the verb's; our CPU for each, ms. */
const openLooks = async (cluster: Cluster): Promise<() => Promise<number>> => {
  const { context } = captureContext({ dsn: cluster.dsn('acme0') });
  const { server } = await resolveTarget({ options: context.options, env: {} });
  const look = createLooks(context);
  const config = parseConfig('', '');
  const world: MonitorWorld = {
    look: (database, before, given) => look({ ...server, database }, before, given),
    examine: () => Promise.reject(new Error('not measured')),
    tell: async () => undefined,
    log: () => undefined,
    now: () => Date.now(),
    pause: async () => false,
  };
  const store = createMonitorStore({ initial: undefined, write: async () => undefined, now: world.now });
  return async () => {
    const before = process.cpuUsage();
    for (const name of names) await lookOnce({ config, store, world, signal }, name);
    const { user, system } = process.cpuUsage(before);
    const trouble = names.map((name) => store.database(name).trouble).find((each) => each !== null);
    if (trouble !== undefined) throw new Error(`a look failed: ${trouble}`);
    return (user + system) / 1_000 / databases;
  };
};

const average = async (rounds: number, measure: () => Promise<number>): Promise<number> => {
  let sum = 0;
  for (let round = 0; round < rounds; round += 1) sum += await measure();
  return sum / rounds;
};

/** CPU of children that have ended, ms: proc_pid_stat(5), cutime and cstime, in ticks of 10 ms. */
const childrenCpu = (): number => {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[13]) + Number(fields[14])) * 10;
};

const measurePsql = async (cluster: Cluster): Promise<number | undefined> => {
  const before = childrenCpu();
  try {
    for (const name of names) {
      await run('psql', ['-XAtc', 'select state, count(*) from mail_mail group by state', cluster.dsn(name)]);
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  return (childrenCpu() - before) / databases;
};
