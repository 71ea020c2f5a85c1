import type { DatabaseSession } from '../database/database-session.ts';

/** A running Odoo server of this machine, as far as it tells what it serves. */
export interface RunningOdoo {
  readonly pid: number;
  /** It and every process below it, by the numbers that they have for themselves (in a container, the container's). */
  readonly pids: readonly number[];
  readonly startedAt: Date;
  /** The odoo.conf that it reads; undefined where it reads none, or which is not known. */
  readonly configuration: string | undefined;
  /** When that file was last written; undefined where it cannot be looked at. */
  readonly writtenAt: Date | undefined;
  /** db_name, its command line's before its file's; empty: every database of its role. Undefined: not known. */
  readonly databases: readonly string[] | undefined;
  /** db_host and db_port; undefined: PostgreSQL's own ways. */
  readonly host: string | undefined;
  readonly port: number | undefined;
  /** The systemd unit it runs under. */
  readonly unit: string | undefined;
}

/** The Odoos of a machine. */
export interface OdooSight {
  readonly servers: readonly RunningOdoo[];
  /** Processes that are an Odoo and serve nobody: shells, commands. */
  readonly others: readonly number[];
}

/** A database as an Odoo's configuration would name it. */
export interface ServedDatabase {
  readonly database: string;
  readonly host: string;
  readonly port: number;
}

/**
 * Whether an Odoo was started for this database: its db_host, db_port and db_name lead there. Without a db_name it
 * serves every database of its role; where that is not known it is not counted.
 */
export const isStartedFor = (
  { databases, host, port }: Pick<RunningOdoo, 'databases' | 'host' | 'port'>,
  wanted: ServedDatabase,
): boolean =>
  databases !== undefined &&
  (databases.length === 0 || databases.includes(wanted.database)) &&
  normalizeHost(host) === normalizeHost(wanted.host) &&
  (port ?? defaultPort) === wanted.port;

const defaultPort = 5432;

/** A socket's folder, localhost and its addresses are one server as long as the port is the same. */
const normalizeHost = (host: string | undefined): string =>
  host === undefined || host === '' || host.startsWith('/') || /^(?:localhost|127(?:\.\d+){3}|::1)$/i.test(host)
    ? 'localhost'
    : host.toLowerCase();

/** What a session of an Odoo is judged by. */
export interface ServingFacts {
  readonly database: string;
  /** Process numbers of the Odoos that are connected to this database. */
  readonly connectedHere: ReadonlySet<number>;
  /** The Odoos of the machine that the session comes from; undefined where that is another or cannot be looked at. */
  readonly sight: OdooSight | undefined;
  /** Whether the cluster has other databases of the same owner, whose Odoo this may be. */
  readonly hasNeighbours: boolean;
}

/** Whose scheduled actions a process runs: this database's, another's, or nobody can tell. */
export type Serving = 'this' | 'other' | 'unknown';

/**
 * Whether an Odoo serves this database: what it was started with says so, else that it is connected here. db_name names
 * the databases whose scheduled actions run, and without it every database of the role is served; dbfilter only sorts
 * web requests (odoo/service/server.py, `cron_database_list`).
 */
export const judgeServing = (
  { odooProcess, alsoIn }: Pick<DatabaseSession, 'odooProcess' | 'alsoIn'>,
  { database, connectedHere, sight, hasNeighbours }: ServingFacts,
): Serving => {
  if (odooProcess !== null) {
    if (sight?.others.includes(odooProcess) === true) return 'other';
    const served = sight?.servers.find(({ pids }) => pids.includes(odooProcess))?.databases;
    if (served !== undefined) return served.length === 0 || served.includes(database) ? 'this' : 'other';
    if (connectedHere.has(odooProcess)) return 'this';
  }
  if (!hasNeighbours) return 'this';
  return alsoIn.length > 0 ? 'other' : 'unknown';
};

/** Whether the odoo.conf that we read is what an Odoo runs with. */
export type ConfigurationAge =
  | { readonly kind: 'as-started' }
  /** It was written after Odoo had read it. */
  | {
      readonly kind: 'changed-since';
      readonly pid: number;
      readonly writtenAt: Date;
      readonly startedAt: Date;
    }
  /** The Odoo that serves this database reads another one, or none. */
  | { readonly kind: 'other-file'; readonly pid: number; readonly reads: string | undefined };

/** A file system may keep whole seconds, and a start is told in hundredths: the same second counts as read. */
const toleranceMs = 1_000;

/**
 * How the odoo.conf at `path`, or none, stands to the Odoos of this machine that serve the database. One that has read
 * it as it is now is enough: a second may be on its way out.
 */
export const judgeConfigurationAge = (path: string | undefined, serving: readonly RunningOdoo[]): ConfigurationAge => {
  const [first] = serving;
  if (first === undefined || path === undefined) return { kind: 'as-started' };
  const readers = serving.filter(({ configuration }) => configuration === path);
  const [reader] = readers;
  if (reader === undefined) return { kind: 'other-file', pid: first.pid, reads: first.configuration };
  const isStale = ({ writtenAt, startedAt }: RunningOdoo): boolean =>
    writtenAt !== undefined && writtenAt.getTime() > startedAt.getTime() + toleranceMs;
  if (reader.writtenAt === undefined || !readers.every(isStale)) return { kind: 'as-started' };
  return { kind: 'changed-since', pid: reader.pid, writtenAt: reader.writtenAt, startedAt: reader.startedAt };
};
