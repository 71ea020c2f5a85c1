import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import type { DemoAddresses, Scenario, SqlRunner } from '../scenario.ts';
import { composeMails } from './content/compose.ts';
import { insertOwnCrons } from './content/insert-crons.ts';
import { insertMails } from './content/insert-mails.ts';
import { insertPeople } from './content/insert-people.ts';
import { before, workingMoments } from './content/moments.ts';
import { createRandom } from './content/random.ts';
import { insertAliases } from './content/seeded-aliases.ts';
import type { SeededMail } from './content/seeded-mails.ts';
import { addFreshMails } from './content/seeded-queue.ts';
import { insertServers } from './content/seeded-servers.ts';
import { insertSystem } from './content/system.ts';
import { type ClusterAddress, createDatabase, formatDsn, withClient } from './databases.ts';
import { addConstraints, createTables } from './schema/demo-schema.ts';

export interface OdooHistoryOptions {
  /** The database's name. */
  readonly name: string;
  readonly series: OdooSeries;
  readonly now: Date;
  /** How many mails were sent in the last two months; `shownMails` unless told otherwise. */
  readonly sentMails?: number | undefined;
}

export interface OdooDatabaseOptions extends OdooHistoryOptions {
  readonly cluster: { readonly address: ClusterAddress };
  readonly scenario: Scenario;
  readonly addresses: DemoAddresses;
}

export const shownMails = 48_000;
const historyDays = 60;
/** Anything that asks for a span of time asks for a day at most: what is older may be some days older than it was meant to be. */
const recentDays = 2;

/** Nothing spills to disk, and no helper processes: to start them for forty small indexes costs more than they save. */
const forBulkLoad = `set work_mem = '128MB'; set temp_buffers = '64MB'; set maintenance_work_mem = '128MB';
  set max_parallel_maintenance_workers = 0; set max_parallel_workers_per_gather = 0`;

/**
 * A tenth of the usual sample: good plans from the first query on, without a second of waiting for them. Only tables that
 * changed since they were last analyzed: a plain `analyze` takes in the catalog, which initdb has analyzed.
 */
async function analyzeChanges(sql: SqlRunner): Promise<void> {
  // What a session changed is counted some time later, unless it asks for that.
  await sql.query('select pg_stat_force_next_flush()');
  await sql.query(`set default_statistics_target = 10;
    do $$ declare changed text; begin
      select string_agg(relid::regclass::text, ', ') into changed from pg_stat_user_tables where n_mod_since_analyze > 0;
      if changed is not null then execute 'analyze ' || changed; end if;
    end $$`);
}

/** Creates the database of a working Odoo of that version, owned by `odoo`, and lets the scenario make it sick. */
export async function createOdooDatabase(options: OdooDatabaseOptions): Promise<void> {
  await createOdooHistory(options.cluster.address, options);
  await completeOdooDatabase(options);
}

/** Creates the database with what is not of the last days: nothing in it depends on the scenario, or on our servers. */
export async function createOdooHistory(address: ClusterAddress, options: OdooHistoryOptions): Promise<void> {
  await createDatabase(address, options.name);
  await connect({ cluster: { address }, name: options.name }, (sql) => writeHistory(sql, options));
}

/**
 * Brings a history up to now, whenever that was made, and lets the scenario make the healthy database sick. The database
 * is as if all of it had been made now, but that what is older than two days is older by the history's age.
 */
export async function completeOdooDatabase(options: OdooDatabaseOptions): Promise<void> {
  await connect(options, async (sql) => {
    const { now, addresses, series } = options;
    const target = { sql, series };
    await sql.query(forBulkLoad);
    await insertOwnCrons(target, now);
    await insertServers(target, now, addresses);
    await insertMails(target, composeSent(options).recent);
    await addFreshMails({ ...target, addresses, now });
  });
  await infectOdooDatabase(options);
}

/** Lets the scenario make a healthy database sick. `now` is the moment for which the database was created. */
export async function infectOdooDatabase(options: OdooDatabaseOptions): Promise<void> {
  const { series, scenario, addresses, now } = options;
  await connect(options, async (sql) => {
    await scenario.infect({ sql, series, addresses, now });
    await analyzeChanges(sql);
  });
}

function connect(
  { cluster, name }: Pick<OdooDatabaseOptions, 'cluster' | 'name'>,
  work: (sql: SqlRunner) => Promise<void>,
): Promise<void> {
  return withClient(formatDsn(cluster.address, name, 'odoo'), (client) =>
    work({ query: (text, values) => client.query(text, values === undefined ? undefined : [...values]) }),
  );
}

/** What `createOdooHistory` writes into the empty database. */
export async function writeHistory(sql: SqlRunner, options: OdooHistoryOptions): Promise<void> {
  const { name, series, now } = options;
  const target = { sql, series };
  await sql.query(forBulkLoad);
  await sql.query(['begin', ...createTables(series)].join(';\n'));
  await insertPeople(target, now);
  await insertSystem(target, now, name);
  await insertAliases(target, now);
  await insertMails(target, composeSent(options).older);
  await sql.query([...addConstraints(series), 'commit'].join(';\n'));
  // Whoever comes next, the scenario first, would otherwise plan for empty tables.
  await analyzeChanges(sql);
}

/** All mails that were sent: the same at every moment, as seen from there. */
function composeSent({
  now,
  sentMails = shownMails,
}: OdooHistoryOptions): Readonly<Record<'older' | 'recent', SeededMail[]>> {
  const random = createRandom(18);
  const mails = composeMails(workingMoments(sentMails, historyDays, now, random), { state: 'sent' }, random);
  // Half a minute before a whole hour: moments are spread within hours, and end a minute before the next.
  const recentFrom = before(now, { hours: recentDays * 24 }).getTime() - 30_000;
  const first = mails.findIndex(({ at }) => at.getTime() > recentFrom);
  const older = first === -1 ? mails.length : first;
  return { older: mails.slice(0, older), recent: mails.slice(older) };
}
