import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { type Cluster, startCluster } from '../../source/demo/database/cluster.ts';
import { withClient } from '../../source/demo/database/databases.ts';
import { addConstraints, createTables } from '../../source/demo/database/schema/demo-schema.ts';
import { createLimit } from '../../source/lib/limit.ts';
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

/** An hour of looks, a minute apart by a clock of the bench's own. */
const hourRounds = 60;
/** What a heap grows by may be garbage: `node --expose-gc` tells it apart. */
const collect = (): void => (globalThis as { readonly gc?: () => void }).gc?.();

const bench = async (print: Print): Promise<void> => {
  const cluster = await startCluster();
  try {
    await fill(cluster);
    const clock = { now: Date.now() };
    const look = await openLooks(cluster, clock);
    // Once unmeasured: connections, tables and code are met for the first time.
    await look(names);
    const quiet = await average(3, () => look(names));
    const few = names.slice(0, databases / 4);
    const busyOf = (some: readonly string[]) =>
      average(2, async () => {
        await touch(cluster, some);
        return look(some);
      });
    const busyFew = await busyOf(few);
    const busy = await busyOf(names);
    const psql = await measurePsql(cluster);
    collect();
    const heapBefore = heap();
    for (let round = 0; round < hourRounds; round += 1) {
      clock.now += 60_000;
      await look(names);
    }
    collect();
    const grown = heap() - heapBefore;
    const slope = (busy * databases - busyFew * few.length) / (databases - few.length);
    print(`a look, nothing written      ${show(quiet)} of our CPU`);
    print(`a look, mails were written   ${show(busy)} of our CPU (${few.length} databases: ${show(busyFew)})`);
    print(
      psql === undefined ? 'psql is not installed' : `psql -c 'select state, count(*) …'  ${show(psql)} of its CPU`,
    );
    if (psql !== undefined)
      print(`a look beside psql           ${(busy / psql).toFixed(2)} of it, quiet ${(quiet / psql).toFixed(2)}`);
    print(`one more database            ${show(slope)} a round, by the slope from ${few.length} to ${databases}`);
    const share = (busy * databases + slope * (500 - databases)) / 60_000;
    print(`500 databases a minute       ${(share * 100).toFixed(1)} % of a core, looks alone`);
    print(`connections at once          ${await mostConnections(cluster, look)}`);
    print(
      `memory of this process       ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB; an hour of looks: heap grown by ${(grown / 1e6).toFixed(2)} MB${'gc' in globalThis ? '' : ' (garbage included)'}`,
    );
  } finally {
    await cluster.stop();
  }
};

/** As PostgreSQL sees it, while they are looked at through the lanes of a watch. */
const mostConnections = async (cluster: Cluster, look: Look): Promise<number> => {
  let most = 0;
  const limit = createLimit(3);
  await withClient(cluster.dsn('postgres', 'postgres'), async (client) => {
    let isOver = false;
    const looks = Promise.all(names.map((name) => limit(signal, () => look([name])))).finally(() => {
      isOver = true;
    });
    while (!isOver) {
      const { rows } = await client.query<{ count: number }>(
        "select count(*)::int as count from pg_stat_activity where usename = 'odoo'",
      );
      most = Math.max(most, rows[0]?.count ?? 0);
    }
    await looks;
  });
  return most;
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

const touch = async (cluster: Cluster, some: readonly string[]): Promise<void> => {
  for (const name of some) {
    await withClient(cluster.dsn(name), (client) =>
      client.query("update mail_mail set write_date = now() where state = 'outgoing'"),
    );
  }
};

type Look = (some: readonly string[]) => Promise<number>;

/** A round of looks through the same code as the verb's; our CPU for each, ms. */
const openLooks = async (cluster: Cluster, clock: { readonly now: number }): Promise<Look> => {
  const captured = captureContext({ dsn: cluster.dsn('acme0') });
  const context = { ...captured.context, now: () => new Date(clock.now) };
  const { server } = await resolveTarget({ options: context.options, env: {} });
  const look = createLooks(context);
  const config = parseConfig('', '');
  const world: MonitorWorld = {
    look: (database, before, given) => look({ ...server, database }, before, given),
    examine: () => Promise.reject(new Error('not measured')),
    tell: async () => undefined,
    log: () => undefined,
    now: () => clock.now,
    pause: async () => false,
  };
  const store = createMonitorStore({ initial: undefined, write: async () => undefined, now: world.now });
  return async (some) => {
    const before = process.cpuUsage();
    for (const name of some) await lookOnce({ config, store, world, signal }, name);
    const { user, system } = process.cpuUsage(before);
    const trouble = some.map((name) => store.database(name).trouble).find((each) => each !== null);
    if (trouble !== undefined) throw new Error(`a look failed: ${trouble}`);
    return (user + system) / 1_000 / some.length;
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
