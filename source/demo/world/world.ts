import { appendFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { findRoomInMemory } from '../database/cluster/room-in-memory.ts';
import { type Cluster, startCluster } from '../database/cluster.ts';
import { type ClusterAddress, withClient } from '../database/databases.ts';
import { completeOdooDatabase, createOdooHistory } from '../database/odoo-database.ts';
import { findCacheFolder } from '../database/prepared/cache-folder.ts';
import { nameHistory } from '../database/prepared/history-key.ts';
import { startDnsServer } from '../dns/dns-server.ts';
import { zonesOf } from '../dns/zones.ts';
import { type Janitor, startJanitor } from '../janitor/janitor.ts';
import { startQueueRunner } from '../queue-runner/queue-runner.ts';
import type { ConfiguredSmtp } from '../queue-runner/runner-settings.ts';
import type { DnsZones, Scenario } from '../scenario.ts';
import { createDemoCertificates, type DemoCertificates } from '../smtp/certificates.ts';
import { type DemoMailServers, startDemoMailServers } from '../smtp/zoo.ts';
import { startTraffic } from '../traffic/traffic.ts';
import { writeFilestore } from './demo-filestore.ts';
import { writeDemoMachine } from './demo-machine.ts';
import { createEndings, type Endings } from './endings.ts';
import { createFleet, fleetScenarios } from './fleet.ts';
import { formatOdooConf } from './odoo-conf.ts';
import type { WorldInfo } from './world-info.ts';

export interface WorldOptions {
  readonly scenario: Scenario;
  readonly series: OdooSeries;
  /** Whether new mails are written while the world lives. */
  readonly traffic: boolean;
  /** Whether the server holds other databases beside it. */
  readonly fleet?: boolean;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** Hears in a few words what is being started. */
  readonly onProgress?: (words: string) => void;
}

/** An embedded sick Odoo, as far as mail goes: database, queue runner, mail servers, DNS. All on loopback. */
export interface World {
  readonly info: WorldInfo;
  /** Ends all of it and removes its folders. */
  close(): Promise<void>;
}

const database = 'acme';
/** As Odoo's own; a call wakes the queue at once. */
const pollMs = 60_000;
/** Odoo waits a minute for a silent mail server; the demo's visitors have less patience. */
const smtpTimeoutMs = 8_000;
const trafficPauseMs = 4_000;
/** Bytes that a demo's PostgreSQL may come to take on its disk, programs with it. */
const neededMemory = 1024 ** 3;
/** By then a console is open. */
const leaveAfterMs = 3_000;

/** Starts a world; ready when everything in it answers. Whatever was started ends again when something fails. */
export const startWorld = async (options: WorldOptions): Promise<World> => {
  options.signal.throwIfAborted();
  const endings = createEndings();
  try {
    const info = await assemble(options, endings);
    options.signal.throwIfAborted();
    return { info, close: () => endings.run() };
  } catch (error) {
    await endings.run();
    throw error;
  }
};

const assemble = async (options: WorldOptions, endings: Endings): Promise<WorldInfo> => {
  const { scenario, series, now, onProgress } = options;
  onProgress?.('PostgreSQL, mail servers and DNS');
  const janitor = await startJanitor();
  endings.add(janitor.close);
  const folder = await makeFolder(janitor);
  const zones: DnsZones = Object.assign(
    {},
    ...(options.fleet === true ? fleetScenarios : []).map((other) => zonesOf(other)),
    zonesOf(scenario),
  );
  const [cluster, { zoo, certificates }, dns] = await settleAll(
    keep(endings, startHistory(options), (started) => started.stop()),
    startMailServers({ now: now(), zones, folder, janitor, endings }),
    keep(endings, startDnsServer({ zones }), (started) => started.close()),
  );
  onProgress?.(`the database of an Odoo ${series} with its mails`);
  await completeOdooDatabase({ cluster, name: database, series, scenario, addresses: zoo, now: now() });
  if (options.fleet === true) onProgress?.('more databases');
  if (options.fleet === true) await createFleet({ cluster, series, addresses: zoo, now: now() });

  const resolver = `127.0.0.1:${dns.port}`;
  const smtp = configureSmtp(zoo);
  const machine = await withClient(cluster.dsn(database), (client) =>
    writeDemoMachine(scenario, {
      folder: join(folder, 'machine'),
      sql: { query: (text, values) => client.query(text, [...(values ?? [])]) },
      now: now(),
    }),
  );
  const config = await writeConfiguration({ cluster, zoo, certificates, folder, smtp, scenario, machine });
  if (scenario.queueRunner === 'alive') {
    onProgress?.('the queue runner');
    const runner = await startQueueRunner(
      {
        series,
        postgres: {
          host: '127.0.0.1',
          port: cluster.port,
          user: 'odoo',
          password: cluster.address.passwords.odoo,
          database,
        },
        resolver,
        authority: certificates.authority,
        smtp,
        pollMs,
        smtpTimeoutMs,
        logFile: logFileIn(folder),
      },
      janitor,
    );
    endings.add(runner.close);
  }
  const dsn = cluster.dsn(database);
  if (options.traffic) {
    const postgresDsn = cluster.dsn('postgres');
    const seed = now().getTime();
    const traffic = startTraffic({ series, dsn, postgresDsn, now, pauseMs: trafficPauseMs, seed });
    endings.add(traffic.close);
  }
  return { dsn, config, resolver, odooVersion: `${series}.0`, scenario: scenario.id };
};

/** A server whose database holds what every scenario of that version has in common. */
const startHistory = async ({ series, now, signal }: WorldOptions): Promise<Cluster> => {
  const history = { name: database, series, now: now() };
  const key = await nameHistory(history);
  const fill = (address: ClusterAddress): Promise<void> => createOdooHistory(address, history);
  const [keptIn, within] = await Promise.all([findCacheFolder(process.env), findRoomInMemory(neededMemory)]);
  return await startCluster({
    signal,
    within,
    content: { use: `${series}`, key, now: history.now, keptIn, leaveAfterMs, fill },
  });
};

/** Enters what has been started into the list of what must end, even if something beside it fails meanwhile. */
const keep = async <Part>(
  endings: Endings,
  starting: Promise<Part>,
  end: (part: Part) => Promise<void>,
): Promise<Part> => {
  const part = await starting;
  endings.add(() => end(part));
  return part;
};

/** Like Promise.all, but waits for all of them before it fails: nothing may start after the end has begun. */
const settleAll = async <Parts extends readonly Promise<unknown>[]>(
  ...parts: Parts
): Promise<{ [Key in keyof Parts]: Awaited<Parts[Key]> }> => {
  await Promise.allSettled(parts);
  return Promise.all(parts) as Promise<{ [Key in keyof Parts]: Awaited<Parts[Key]> }>;
};

const makeFolder = async (janitor: Janitor): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'odoo-mail-doctor-world-'));
  janitor.removeFolder(folder);
  await mkdir(join(folder, 'data'));
  return folder;
};

interface MailServerParts {
  readonly now: Date;
  readonly zones: DnsZones;
  readonly folder: string;
  readonly janitor: Janitor;
  readonly endings: Endings;
}

const startMailServers = async ({ now, zones, folder, janitor, endings }: MailServerParts) => {
  const certificates = await createDemoCertificates(now, loopbackNames(zones));
  const received = join(folder, 'received.jsonl');
  const zoo = await keep(
    endings,
    startDemoMailServers({
      certificates,
      janitor,
      // One line a message: who got what, and how often.
      deliver: (message) => appendFileSync(received, `${JSON.stringify(message)}\n`),
    }),
    (started) => started.close(),
  );
  return { zoo, certificates };
};

/** The names under which the world's servers are reached. */
const loopbackNames = (zones: DnsZones): readonly string[] => [
  'localhost',
  ...Object.entries(zones).flatMap(([name, records]) => (records.A?.includes('127.0.0.1') ? [name] : [])),
];

/** What odoo.conf says: nothing listens there, and a real mail server of this machine must never be met. */
const configureSmtp = (zoo: DemoMailServers): ConfiguredSmtp => ({
  server: 'localhost',
  port: zoo.smtpPort('closed'),
  smtpSsl: false,
});

const logFileIn = (folder: string): string => join(folder, 'odoo.log');

interface ConfigurationParts {
  readonly cluster: Cluster;
  readonly zoo: DemoMailServers;
  readonly certificates: DemoCertificates;
  readonly folder: string;
  readonly smtp: ConfiguredSmtp;
  readonly scenario: Scenario;
  readonly machine: string | undefined;
}

const writeConfiguration = async (parts: ConfigurationParts): Promise<string> => {
  const { cluster, zoo, certificates, folder, smtp, scenario, machine } = parts;
  const authorityFile = join(folder, 'ca.pem');
  const config = join(folder, 'odoo.conf');
  const relayPort = zoo.smtpPort(scenario.referenceRelays ?? 'good');
  await Promise.all([
    writeFile(authorityFile, certificates.authority),
    writeFile(logFileIn(folder), ''),
    writeFilestore(join(folder, 'data'), database),
  ]);
  await writeFile(
    config,
    formatOdooConf({
      cluster: cluster.address,
      database,
      smtp,
      cronWorkers: scenario.queueRunner === 'alive' ? 1 : 0,
      dataFolder: join(folder, 'data'),
      logFile: logFileIn(folder),
      referenceRelays: ['relay-a', 'relay-b'].map((name) => `${name}.reference.example:${relayPort}`),
      control: `control.reference.example:${zoo.smtpPort('mute')}`,
      authorityFile,
      machine,
    }),
  );
  // It holds a password, as a real one does, and has not been touched for long.
  await chmod(config, 0o640);
  const written = new Date(Date.now() - 60 * 24 * 3_600_000);
  await utimes(config, written, written);
  return config;
};
