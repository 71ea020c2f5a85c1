import { type SslMode, sslModes } from '../../domain/database/database-address.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import type { Secret } from '../../domain/secret.ts';
import { asBoolean, asInteger, asList, asOneOf, asPort, asSecret, asText, type Cast } from './cast.ts';

/** One key of [options]: how its text is read and what Odoo does without it. */
export interface Option<T> {
  readonly key: string;
  readonly cast: Cast<Exclude<T, undefined>>;
  readonly fallback: (series: OdooSeries | undefined) => T;
}

const option = <T>(key: string, cast: Option<T>['cast'], fallback: T): Option<T> => ({
  key,
  cast,
  fallback: () => fallback,
});

const text = (key: string) => option<string | undefined>(key, asText, undefined);
const textOr = (key: string, fallback: string) => option(key, asText, fallback);
const secret = (key: string) => option<Secret | undefined>(key, asSecret, undefined);
const integer = (key: string, fallback: number) => option(key, asInteger, fallback);
const boolean = (key: string, fallback: boolean) => option(key, asBoolean, fallback);
const list = (key: string, fallback: readonly string[] = []) => option(key, asList, fallback);

const MiB = 1024 * 1024;

const logLevels = [
  'info',
  'debug_rpc',
  'warn',
  'test',
  'critical',
  'runbot',
  'debug_sql',
  'error',
  'debug',
  'debug_rpc_answer',
  'notset',
] as const;

/**
 * The keys this project reads, with Odoo's own defaults (odoo/tools/config.py of 14–19; where versions differ the
 * default asks for the series, and an unknown one counts as the newest).
 */
export const odooOptions = {
  dbHost: text('db_host'),
  dbPort: option<number | undefined>('db_port', asPort, undefined),
  dbUser: text('db_user'),
  /** Where cron workers wait to be called; Odoo 20 and later, `postgres` unless set. */
  systemDatabase: text('db_system'),
  dbPassword: secret('db_password'),
  /** The databases Odoo serves. Crons run for these alone, or for every database of the role when empty. */
  dbNames: list('db_name'),
  /** Chooses databases for HTTP requests; crons ignore it. */
  dbFilter: text('dbfilter'),
  dbSslMode: option<SslMode | undefined>('db_sslmode', asOneOf(sslModes), undefined),
  /** Connections that one Odoo process opens at most. */
  dbMaxConnections: integer('db_maxconn', 64),
  listDatabases: boolean('list_db', true),

  smtpServer: textOr('smtp_server', 'localhost'),
  smtpPort: option('smtp_port', asPort, 25),
  /** smtp_ssl, which means STARTTLS and not TLS from the first byte. */
  smtpStartTls: boolean('smtp_ssl', false),
  smtpUser: text('smtp_user'),
  smtpPassword: secret('smtp_password'),
  smtpCertificateFile: text('smtp_ssl_certificate_filename'),
  smtpPrivateKeyFile: text('smtp_ssl_private_key_filename'),
  emailFrom: text('email_from'),
  /** OCA's mail_outbound_static reads these two. */
  staticFrom: text('smtp_from'),
  staticFromKeeps: text('smtp_domain_whitelist'),
  /** Addresses and domains that the server above may send from; Odoo 15 and later. */
  fromFilter: list('from_filter'),

  /** 0 is the threaded server; more is prefork. */
  workers: integer('workers', 0),
  /** 0 runs no cron, so nothing is ever sent from the queue. */
  maxCronThreads: integer('max_cron_threads', 2),
  httpEnabled: boolean('http_enable', true),
  /** Seconds of CPU a request may take. */
  limitTimeCpu: integer('limit_time_cpu', 60),
  /** Seconds a request may take. */
  limitTimeReal: integer('limit_time_real', 120),
  /** Seconds a cron may take; -1 means as limit_time_real, 0 no limit. */
  limitTimeRealCron: integer('limit_time_real_cron', -1),
  /** Bytes. */
  limitMemorySoft: integer('limit_memory_soft', 2048 * MiB),
  /** Bytes. */
  limitMemoryHard: integer('limit_memory_hard', 2560 * MiB),

  /** As written: `~` is the home of the account that Odoo runs as. */
  logFile: text('logfile'),
  syslog: boolean('syslog', false),
  logHandlers: list('log_handler', [':INFO']),
  logLevel: option<(typeof logLevels)[number]>('log_level', asOneOf(logLevels), 'info'),
  /** As written: `~` is the home of the account that Odoo runs as. */
  dataDir: textOr('data_dir', '~/.local/share/Odoo'),
  proxyMode: boolean('proxy_mode', false),
  addonsPath: list('addons_path'),
  serverWideModules: {
    ...list('server_wide_modules'),
    fallback: (series) => traitsOf(series).serverWideModules,
  } satisfies Option<readonly string[]>,
};

/** Keys that Odoo still reads under their old name (config.py, `outdated_options_map` and `aliases`). */
export const outdatedKeys: ReadonlyMap<string, string> = new Map([['xmlrpc', 'http_enable']]);
