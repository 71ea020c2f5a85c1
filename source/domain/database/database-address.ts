import type { Secret } from '../secret.ts';

/** The TLS modes of libpq (https://www.postgresql.org/docs/current/libpq-ssl.html), weakest first. */
export const sslModes = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;

export type SslMode = (typeof sslModes)[number];

export interface DatabaseTls {
  readonly mode: SslMode;
  /** Path of the certificates that the server's must descend from, or `system` for those Node knows. */
  readonly rootCertificate?: string;
  /** Paths of our own certificate and its key, for servers that ask for them. */
  readonly certificate?: string;
  readonly key?: string;
}

/** How to reach one PostgreSQL server, and as whom. */
export interface DatabaseServer {
  /** A host name, an address, or the folder of a Unix socket. */
  readonly host: string;
  /** Where to connect when that is not what `host` resolves to (libpq's hostaddr); certificates still name `host`. */
  readonly hostAddress?: string;
  readonly port: number;
  readonly user: string;
  readonly password?: Secret;
  /** A file in the format of ~/.pgpass, asked when there is no password and the server wants one. */
  readonly passwordFile?: string;
  /** Absent means `prefer`, as for libpq. */
  readonly tls?: DatabaseTls;
  readonly connectTimeoutMs?: number;
  /** Where each part was said: `/etc/odoo/odoo.conf, line 12`, `--dsn`, `$PGHOST`; absent where it is a default. */
  readonly told?: Readonly<Partial<Record<AddressPart, string>>>;
}

export type AddressPart = 'host' | 'port' | 'user' | 'password' | 'sslmode';

/** How to reach one database. Read by services/postgres, written by target/. */
export interface DatabaseAddress extends DatabaseServer {
  readonly database: string;
}
