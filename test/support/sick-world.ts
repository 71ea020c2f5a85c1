import { appendFileSync, readFileSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { onTestFinished } from 'vitest';
import type { CheckContext } from '../../source/checks/context.ts';
import type { ClusterAddress } from '../../source/demo/database/databases.ts';
import type { Misbehaviours } from '../../source/demo/dns/respond.ts';
import { zonesOf } from '../../source/demo/dns/zones.ts';
import { type Janitor, startJanitor } from '../../source/demo/janitor/janitor.ts';
import type { DnsZones, Scenario } from '../../source/demo/scenario.ts';
import { findScenario, scenarios } from '../../source/demo/scenarios/index.ts';
import { behaviours } from '../../source/demo/smtp/behaviours.ts';
import { createDemoCertificates, type DemoCertificates } from '../../source/demo/smtp/certificates.ts';
import { type DemoMailServers, startDemoMailServers } from '../../source/demo/smtp/zoo.ts';
import { writeFilestore } from '../../source/demo/world/demo-filestore.ts';
import { writeDemoMachine } from '../../source/demo/world/demo-machine.ts';
import { formatOdooConf } from '../../source/demo/world/odoo-conf.ts';
import type { OdooSeries } from '../../source/domain/odoo/odoo-series.ts';
import { createRefusedSecrets } from '../../source/services/smtp/refused-secrets.ts';
import { createCheckContext } from '../../source/world/check-context.ts';
import type { GlobalOptions } from '../../source/world/command.ts';
import { openTarget } from '../../source/world/open-target.ts';
import { runCluster } from './cluster.ts';
import { captureContext } from './command-context.ts';
import { serveZones } from './dns.ts';
import { createDemoDatabase, type DemoDatabase } from './postgres.ts';

/** A scenario's world without its own processes: its database, all its mail servers, its DNS, and an Odoo that listens. */
export interface SickWorld {
  readonly database: DemoDatabase;
  readonly zoo: DemoMailServers;
  /** Path of its odoo.conf. */
  readonly config: string;
  /** What a command needs to be pointed at it. */
  readonly options: Pick<GlobalOptions, 'dsn' | 'config' | 'resolver'>;
  /** The context of one run of checks. */
  checkContext(options?: Partial<GlobalOptions>): Promise<CheckContext>;
  /** What the mail servers have accepted since this world was opened, as received.jsonl of a served world. */
  received(): readonly { readonly recipients: readonly string[] }[];
}

interface SickWorldOptions {
  readonly series: OdooSeries;
  readonly scenario: string;
  /** Names whose records differ from the scenario's. */
  readonly zones?: Scenario['zones'];
  /** Names or questions that its DNS server does not answer as it should. */
  readonly misbehave?: Misbehaviours;
}

let shared: Promise<SharedServers> | undefined;

interface SharedServers {
  readonly zoo: DemoMailServers;
  readonly certificates: DemoCertificates;
  readonly janitor: Janitor;
  readonly folder: string;
}

/** Builds it for one test. The mail servers are started once a worker and end with it; everything else is the test's own. */
export const openSickWorld = async ({
  series,
  scenario: id,
  zones,
  misbehave,
}: SickWorldOptions): Promise<SickWorld> => {
  const scenario = findScenario(id);
  if (scenario === undefined) throw new Error(`There is no demo scenario ${id}.`);
  shared ??= startServers();
  const { zoo, certificates, folder } = await shared;
  const ports = Object.fromEntries(Object.keys(behaviours).map((name) => [name, zoo.smtpPort(name)]));
  const [database, dns] = await Promise.all([
    createDemoDatabase({ series, scenario: id, ports }),
    serveZones(zonesOf({ ...scenario, zones: { ...scenario.zones, ...zones } }), misbehave),
  ]);
  if (scenario.queueRunner === 'alive') await listenAsOdoo(database, series);
  const ownFolder = await mkdtemp(join(folder, 'world-'));
  const config = join(ownFolder, 'odoo.conf');
  const authorityFile = join(ownFolder, 'ca.pem');
  await writeFile(authorityFile, certificates.authority);
  await writeFilestore(join(ownFolder, 'data'), database.name);
  const cluster = await runCluster();
  const sql = {
    query: async (text: string, values?: readonly unknown[]) => ({ rows: await database.query(text, values) }),
  };
  const machine = await writeDemoMachine(scenario, { folder: join(ownFolder, 'machine'), sql, now: database.now });
  await writeFile(config, configurationOf({ cluster, database, scenario, zoo, authorityFile, ownFolder, machine }));
  const readReceived = (): ReturnType<SickWorld['received']> =>
    readFileSync(join(folder, 'received.jsonl'), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  const earlier = readReceived().length;
  const options = { dsn: database.dsn, config, resolver: `127.0.0.1:${dns.port}` };
  return {
    database,
    zoo,
    config,
    options,
    checkContext: async (given = {}) => {
      const { context } = captureContext({ ...options, ...given });
      const opened = await openTarget(context);
      onTestFinished(() => opened[Symbol.asyncDispose]());
      const refusedSecrets = createRefusedSecrets();
      return await createCheckContext(context, { database: opened, target: opened.target, refusedSecrets });
    },
    received: () => readReceived().slice(earlier),
  };
};

const startServers = async (): Promise<SharedServers> => {
  const folder = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-test-'));
  const janitor = await startJanitor();
  janitor.removeFolder(folder);
  const zones: DnsZones = Object.assign({}, ...scenarios.map((scenario) => zonesOf(scenario)));
  const names = Object.entries(zones).flatMap(([name, { A }]) => (A?.includes('127.0.0.1') ? [name] : []));
  const certificates = await createDemoCertificates(new Date(), ['localhost', ...names]);
  const received = join(folder, 'received.jsonl');
  await writeFile(received, '');
  const zoo = await startDemoMailServers({
    certificates,
    janitor,
    deliver: (message) => appendFileSync(received, `${JSON.stringify(message)}\n`),
  });
  return { zoo, certificates, janitor, folder };
};

interface ConfigurationParts {
  readonly cluster: ClusterAddress;
  readonly database: DemoDatabase;
  readonly scenario: Scenario;
  readonly zoo: DemoMailServers;
  readonly authorityFile: string;
  readonly ownFolder: string;
  readonly machine: string | undefined;
}

const configurationOf = ({
  cluster,
  database,
  scenario,
  zoo,
  authorityFile,
  ownFolder,
  machine,
}: ConfigurationParts): string => {
  const relayPort = zoo.smtpPort(scenario.referenceRelays ?? 'good');
  return formatOdooConf({
    cluster,
    database: database.name,
    smtp: { server: 'localhost', port: zoo.smtpPort('closed'), smtpSsl: false },
    cronWorkers: scenario.queueRunner === 'alive' ? 1 : 0,
    dataFolder: join(ownFolder, 'data'),
    logFile: join(ownFolder, 'odoo.log'),
    referenceRelays: ['relay-a', 'relay-b'].map((name) => `${name}.reference.example:${relayPort}`),
    control: `control.reference.example:${zoo.smtpPort('mute')}`,
    authorityFile,
    machine,
  });
};

/**
 * What shows a living Odoo: its other actions ran since the content was made, and one session waits in `postgres` for
 * calls (15+).
 */
const listenAsOdoo = async (database: DemoDatabase, series: OdooSeries): Promise<void> => {
  const madeBefore = Date.now() - database.now.getTime();
  await database.query(
    `update ir_cron set nextcall = nextcall + $1 * interval '1 ms', lastcall = lastcall + $1 * interval '1 ms'
     where id not in (select res_id from ir_model_data where name = 'ir_cron_mail_scheduler_action')`,
    [madeBefore],
  );
  const application_name = series >= 16 ? `odoo-${process.pid}` : '';
  const { port, passwords } = await runCluster();
  const connect = async (name: string): Promise<Client> => {
    const client = new Client({
      host: '127.0.0.1',
      port,
      user: 'odoo',
      password: passwords.odoo,
      database: name,
      application_name,
    });
    client.on('error', () => undefined);
    await client.connect();
    onTestFinished(() => client.end());
    return client;
  };
  await connect(database.name);
  if (series >= 15) await (await connect('postgres')).query('listen cron_trigger');
};
