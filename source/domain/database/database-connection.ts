/**
 * How a connection pooler lends its connections with PostgreSQL (pgbouncer.ini, `pool_mode`): for as long as a client is
 * connected, for one transaction, or for one statement. `none`: we speak to PostgreSQL itself.
 */
export type Pooler = 'none' | 'session' | 'transaction' | 'statement';

/** What we read a database through. */
export interface DatabaseConnection {
  readonly pooler: Pooler;
  /** The server replays a primary's changes: it takes no writes, and Odoo's own sessions are at the primary. */
  readonly standby: boolean;
  /** The port that PostgreSQL itself listens on, whatever the pooler's is. */
  readonly serverPort: number;
  /** The address of PostgreSQL as the pooler reaches it; null without a pooler, or where it uses a Unix socket. */
  readonly serverAddress: string | null;
  /** The server that a standby gets its changes from, as it is set there; null where that is not told. */
  readonly primary: { readonly host: string; readonly port: number } | null;
}
