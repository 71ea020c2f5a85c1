import type { DatabaseServer } from '../domain/database/database-address.ts';
import { UsageError, UserError } from '../domain/errors.ts';
import { readHostPort } from '../domain/host-port.ts';
import type { OdooSeries } from '../domain/odoo/odoo-series.ts';
import { type OriginatedServer, toServer } from './database/database-server.ts';
import { parseDsn } from './database/dsn.ts';
import { readConnectionEnvironment } from './database/environment.ts';
import { type ConnectionSource, mergeSources } from './database/keywords.ts';
import { readService } from './database/service-file.ts';
import { type Machine, thisMachine } from './machine.ts';
import { TargetNotFound } from './not-found.ts';
import {
  defaultSettings,
  type OdooConfiguration,
  type OdooSettings,
  readConfiguration,
} from './odoo-conf/conf-settings.ts';
import type { Endpoint } from './odoo-conf/doctor-section.ts';
import { type Attempt, findConfiguration, type Search } from './odoo-conf/find.ts';
import { requireOdooConf } from './odoo-conf/recognise.ts';
import type { Setting } from './setting.ts';

/** The part of the command line that says what to look at. */
export interface TargetOptions {
  readonly config?: string;
  readonly database?: string;
  readonly allDatabases: boolean;
  readonly dsn?: string;
  readonly resolver?: string;
}

export interface TargetRequest {
  readonly options: TargetOptions;
  readonly env: NodeJS.ProcessEnv;
  /** Default: the machine we stand on. */
  readonly machine?: Machine;
}

/** What we point at: an Odoo's settings, its PostgreSQL, and which of its databases. */
export interface Target extends OriginatedServer {
  readonly server: DatabaseServer;
  /** The databases that were named; none when that is left to what the server holds. */
  readonly databases: Setting<readonly string[]>;
  /** `--all-databases`. */
  readonly wantsAll: boolean;
  /** As the newest Odoo reads them; good for everything that is needed before the version is known. */
  readonly settings: OdooSettings;
  /** As this version of Odoo reads them: `max_cron_threads = False` is none at all up to 18 and the default in 19. */
  readonly settingsFor: (series: OdooSeries) => OdooSettings;
  /** The odoo.conf that was read, if there was one. */
  readonly configuration?: OdooConfiguration;
  /** Every place where an odoo.conf was looked for. */
  readonly search: readonly Attempt[];
  readonly resolver?: Endpoint;
}

/**
 * Reads command line, odoo.conf, libpq's variables and service files into one target. Connects to nothing.
 * @throws TargetNotFound when nothing names an Odoo or a database, UserError when what does cannot be read.
 */
export const resolveTarget = async (request: TargetRequest): Promise<Target> => {
  const { options, env, machine = thisMachine() } = request;
  const resolver = readResolver(options.resolver);
  if (options.allDatabases && options.database !== undefined) {
    throw new UsageError('-d and --all-databases exclude each other.');
  }
  const search = await findConfiguration({ ...options, env, machine });
  const { file } = search;
  if (file !== undefined && search.attempts.some(({ namedBy }) => namedBy !== undefined)) requireOdooConf(file);
  const read = (series?: OdooSeries) => (file === undefined ? undefined : readConfiguration(file, series));
  const configuration = read();
  const settings = configuration?.settings ?? defaultSettings();
  const named = options.dsn === undefined ? toConnectionSource(settings) : parseDsn(options.dsn);
  const ambient = await readAmbientSources(named, env, machine);
  if (options.dsn === undefined && configuration === undefined && !namesServer(ambient)) throw notFound(search);
  const source = mergeSources(named, ambient);
  return {
    ...toServer(source, fallbackUser(options, machine), machine),
    databases: chooseNames(options, settings, source),
    wantsAll: options.allDatabases,
    settings,
    settingsFor: (series) => read(series)?.settings ?? defaultSettings(series),
    search: search.attempts,
    ...(configuration === undefined ? {} : { configuration }),
    ...(resolver === undefined ? {} : { resolver }),
  };
};

const dnsPort = 53;

const readResolver = (text: string | undefined): Endpoint | undefined => {
  if (text === undefined) return undefined;
  const resolver = readHostPort(text);
  if (resolver !== undefined) return { host: resolver.host, port: resolver.port ?? dnsPort };
  throw new UsageError(`--resolver takes HOST or HOST:PORT, with an IPv6 address in brackets, not '${text}'.`);
};

/** Odoo leaves out what is not set, and libpq's own ways then apply (odoo/sql_db.py, `connection_info_for`). */
const toConnectionSource = (settings: OdooSettings): ConnectionSource => ({
  ...whenSet('host', settings.dbHost),
  ...whenSet(
    'port',
    mapSetting(settings.dbPort, (port) => port?.toString()),
  ),
  ...whenSet('user', settings.dbUser),
  ...whenSet(
    'password',
    mapSetting(settings.dbPassword, (password) => password?.reveal()),
  ),
  ...whenSet('sslmode', settings.dbSslMode),
});

const mapSetting = <From, To>({ value, origin }: Setting<From>, change: (value: From) => To): Setting<To> => ({
  value: change(value),
  origin,
});

const whenSet = (keyword: keyof ConnectionSource, { value, origin }: Setting<string | undefined>): ConnectionSource =>
  value === undefined ? {} : { [keyword]: { value, origin } };

/** What was not said to us but lies around: the service file's word, then the environment's, as libpq orders them. */
const readAmbientSources = async (
  named: ConnectionSource,
  env: NodeJS.ProcessEnv,
  machine: Machine,
): Promise<ConnectionSource> => {
  const environment = readConnectionEnvironment(env);
  const service = named.service ?? environment.service;
  if (service === undefined) return environment;
  const serviceFile = (named.servicefile ?? environment.servicefile)?.value;
  return mergeSources(await readService({ service, serviceFile, env, machine }), environment);
};

const namesServer = (source: ConnectionSource): boolean =>
  [source.host, source.hostaddr, source.dbname, source.service].some((setting) => setting !== undefined);

const notFound = (search: Search): UserError => {
  const unreadable = search.attempts.find(({ outcome }) => outcome === 'unreadable');
  if (unreadable?.reason === undefined) return new TargetNotFound(search.attempts);
  return new UserError(unreadable.reason, 'Run odoo-mail-doctor as root (sudo), or name a database with --dsn.');
};

/** libpq takes the account's name. Root is no PostgreSQL role on any ordinary server; Odoo's packages create `odoo`. */
const fallbackUser = (options: TargetOptions, machine: Machine): Setting<string> | undefined => {
  if (machine.isRoot && options.dsn === undefined) {
    return { value: 'odoo', origin: { kind: 'default', name: "the name Odoo's packages use" } };
  }
  return machine.userName === undefined
    ? undefined
    : { value: machine.userName, origin: { kind: 'default', name: 'the name of your account' } };
};

const chooseNames = (
  options: TargetOptions,
  settings: OdooSettings,
  source: ConnectionSource,
): Setting<readonly string[]> => {
  const none: Setting<readonly string[]> = { value: [], origin: { kind: 'default', name: 'what the server holds' } };
  if (options.allDatabases) return none;
  if (options.database !== undefined) return { value: [options.database], origin: { kind: 'flag', name: '-d' } };
  if (options.dsn === undefined && settings.dbNames.value.length > 0) return settings.dbNames;
  return source.dbname === undefined ? none : mapSetting(source.dbname, (name) => [name]);
};
