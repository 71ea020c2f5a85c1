import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import type { DemoAddresses, Scenario, SqlRunner } from '../scenario.ts';
import { composeMails } from './content/compose.ts';
import { insertOwnCrons } from './content/insert-crons.ts';
import { insertMails } from './content/insert-mails.ts';
import { insertPeople } from './content/insert-people.ts';
import { workingMoments } from './content/moments.ts';
import { createRandom } from './content/random.ts';
import { insertAliases } from './content/seeded-aliases.ts';
import { addFreshMails } from './content/seeded-queue.ts';
import { insertServers } from './content/seeded-servers.ts';
import { insertSystem } from './content/system.ts';
import { type ClusterAddress, createDatabase, formatDsn, withClient } from './databases.ts';
import { addConstraints, createTables } from './schema/demo-schema.ts';

export interface OdooDatabaseOptions {
  readonly cluster: { readonly address: ClusterAddress };
  /** The database to create; it must not exist. */
  readonly name: string;
  readonly series: OdooSeries;
  readonly scenario: Scenario;
  readonly addresses: DemoAddresses;
  readonly now: Date;
  /** How many mails were sent in the last two months. */
  readonly sentMails?: number;
}

const historyDays = 60;

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
  await createDatabase(options.cluster.address, options.name);
  await connect(options, (sql) => fill(sql, options));
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

function connect({ cluster, name }: OdooDatabaseOptions, work: (sql: SqlRunner) => Promise<void>): Promise<void> {
  return withClient(formatDsn(cluster.address, name, 'odoo'), (client) =>
    work({ query: (text, values) => client.query(text, values === undefined ? undefined : [...values]) }),
  );
}

async function fill(sql: SqlRunner, options: OdooDatabaseOptions): Promise<void> {
  const { name, series, addresses, now, sentMails = 48_000 } = options;
  const target = { sql, series };
  const random = createRandom(18);
  await sql.query(forBulkLoad);
  await sql.query(['begin', ...createTables(series)].join(';\n'));
  await insertPeople(target, now);
  await insertSystem(target, now, name);
  await insertOwnCrons(target, now);
  await insertServers(target, now, addresses);
  await insertAliases(target, now);
  await insertMails(
    target,
    composeMails(workingMoments(sentMails, historyDays, now, random), { state: 'sent' }, random),
  );
  await sql.query([...addConstraints(series), 'commit'].join(';\n'));
  // Whoever comes next, the scenario first, would otherwise plan for empty tables.
  await analyzeChanges(sql);
  await addFreshMails({ ...target, addresses, now });
}
