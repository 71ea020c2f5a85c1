import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type DatabaseServer, type DatabaseTls, sslModes } from '../../domain/database/database-address.ts';
import { UserError } from '../../domain/errors.ts';
import { sanitizeLine } from '../../domain/sanitize.ts';
import { Secret } from '../../domain/secret.ts';
import type { Machine } from '../machine.ts';
import { describeOrigin, type Origin, type Setting } from '../setting.ts';
import type { ConnectionSource } from './keywords.ts';

/** The server, and for each part of it where it comes from. */
export interface OriginatedServer {
  readonly server: DatabaseServer;
  readonly origins: Readonly<Record<'host' | 'port' | 'user', Origin>>;
}

const defaultPort = 5432;
const libpqDefault: Origin = { kind: 'default', name: "PostgreSQL's default" };

/**
 * Turns libpq's keywords into a server's address, with libpq's defaults.
 * @throws UserError when a port, a TLS mode or a timeout is none, when several hosts are named, or no user is.
 */
export const toServer = (
  source: ConnectionSource,
  fallbackUser: Setting<string> | undefined,
  machine: Machine,
): OriginatedServer => {
  const port = source.port === undefined ? undefined : parsePort(source.port);
  const host = source.host ?? {
    value: source.hostaddr?.value ?? findSocketFolder(machine.socketFolders, port ?? defaultPort),
    origin: libpqDefault,
  };
  if (host.value.includes(',')) {
    throw new UserError(
      `Several database hosts are named (from ${describeOrigin(host.origin)}); this program talks to one.`,
      'Name the primary: Odoo writes, so its queue lives there.',
    );
  }
  const user = source.user ?? fallbackUser;
  if (user === undefined) {
    throw new UserError(
      "PostgreSQL's user is not named, and the account that runs odoo-mail-doctor has no name to take for it.",
      'Name it: db_user in odoo.conf, $PGUSER, or postgres://USER@… with --dsn.',
    );
  }
  const seconds = source.connect_timeout === undefined ? 0 : parseSeconds(source.connect_timeout);
  return {
    server: {
      host: host.value,
      port: port ?? defaultPort,
      user: user.value,
      passwordFile: source.passfile?.value ?? join(machine.home, '.pgpass'),
      tls: toTls(source, machine),
      ...(source.hostaddr === undefined ? {} : { hostAddress: source.hostaddr.value }),
      ...(source.password === undefined ? {} : { password: new Secret(source.password.value) }),
      ...(seconds <= 0 ? {} : { connectTimeoutMs: seconds * 1000 }),
      told: tellPlaces(source),
    },
    origins: { host: host.origin, port: source.port?.origin ?? libpqDefault, user: user.origin },
  };
};

const tellPlaces = (source: ConnectionSource): NonNullable<DatabaseServer['told']> => {
  const parts = ['host', 'port', 'user', 'password', 'sslmode'] as const;
  return Object.fromEntries(
    parts.flatMap((part) => {
      const setting = source[part];
      return setting === undefined ? [] : [[part, describeOrigin(setting.origin)]];
    }),
  );
};

const findSocketFolder = (folders: readonly string[], port: number): string =>
  folders.find((folder) => existsSync(join(folder, `.s.PGSQL.${port}`))) ?? folders[0] ?? '/tmp';

const parsePort = ({ value, origin }: Setting<string>): number => {
  const port = Number(value);
  if (/^\d{1,5}$/.test(value) && port > 0 && port < 65_536) return port;
  throw new UserError(`'${sanitizeLine(value)}' (from ${describeOrigin(origin)}) is no port for PostgreSQL.`);
};

const parseSeconds = ({ value, origin }: Setting<string>): number => {
  if (/^-?\d{1,9}$/.test(value)) return Number(value);
  throw new UserError(`'${sanitizeLine(value)}' (from ${describeOrigin(origin)}) is no timeout in whole seconds.`);
};

const toTls = (source: ConnectionSource, machine: Machine): DatabaseTls => {
  const mode = sslModes.find((known) => known === (source.sslmode?.value ?? 'prefer'));
  if (mode === undefined && source.sslmode !== undefined) {
    const { value, origin } = source.sslmode;
    throw new UserError(
      `'${sanitizeLine(value)}' (from ${describeOrigin(origin)}) is no TLS mode of PostgreSQL.`,
      `It is one of ${sslModes.join(', ')}.`,
    );
  }
  const own = (name: string): string | undefined => {
    const path = join(machine.home, '.postgresql', name);
    return existsSync(path) ? path : undefined;
  };
  const rootCertificate = source.sslrootcert?.value ?? own('root.crt');
  const certificate = source.sslcert?.value ?? own('postgresql.crt');
  const key = source.sslkey?.value ?? own('postgresql.key');
  return {
    mode: mode ?? 'prefer',
    ...(rootCertificate === undefined ? {} : { rootCertificate }),
    ...(certificate === undefined || key === undefined ? {} : { certificate, key }),
  };
};
