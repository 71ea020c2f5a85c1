import { formatHostPort } from '../host-port.ts';
import { knownSeries } from '../odoo/odoo-series.ts';
import type { OdooVersion } from '../odoo/odoo-version.ts';
import type { SharedUuid } from './cluster-database.ts';
import type { DatabaseConnection } from './database-connection.ts';

/** Why something cannot be done over a connection, and what to do instead. */
export interface Obstacle {
  readonly words: string;
  readonly tryThis: string;
}

/**
 * What keeps changes from a database, whatever they are; null when nothing does. In transaction mode a change would
 * work on connections that Odoo uses in turn with us, so it goes past the pooler.
 */
export const findWriteObstacle = (connection: DatabaseConnection, database: string): Obstacle | null => {
  if (connection.standby) {
    const { primary } = connection;
    const where = primary === null ? '' : ` at ${formatHostPort(primary.host, primary.port)}`;
    return {
      words: `The server of '${database}' is a standby: nothing can be changed here.`,
      tryThis: `Connect to the primary${where}: --dsn postgres://…`,
    };
  }
  const { pooler } = connection;
  if (pooler === 'none' || pooler === 'session') return null;
  return {
    words: `A connection pooler in ${pooler} mode stands before '${database}': nothing is changed through it, because it lends each ${pooler} another connection that it shares with Odoo.`,
    tryThis: wayPast(connection),
  };
};

/** What keeps changes from an Odoo: its version, where nobody here knows what a change would do to it, or the way to it. */
export const findChangeObstacle = ({
  database,
  version,
  connection,
}: {
  readonly database: string;
  readonly version: Pick<OdooVersion, 'text' | 'isNewer'>;
  readonly connection: DatabaseConnection;
}): Obstacle | null =>
  version.isNewer
    ? {
        words: `Database '${database}' has Odoo ${version.text}: this version is newer than this program, so nothing is changed on it.`,
        tryThis: `A newer odoo-mail-doctor may know it; this one knows ${knownSeries}.`,
      }
    : findWriteObstacle(connection, database);

/**
 * That a database is a copy of another of its cluster, which is older: a copy keeps uuid and date of creation, and where
 * those are equal the server's numbers tell which was made later. Null where it is none.
 */
export const findCopyObstacle = ({ uuid, createdAt, number, twins }: SharedUuid, name: string): Obstacle | null => {
  const isEarlier = (twin: SharedUuid['twins'][number]): boolean => {
    const difference = (createdAt?.getTime() ?? 0) - (twin.createdAt?.getTime() ?? 0);
    if (createdAt !== null && twin.createdAt !== null && difference !== 0) return difference > 0;
    return twin.number < number;
  };
  const original = twins.find(isEarlier);
  if (original === undefined) return null;
  return {
    words: `Database '${name}' looks like a copy of '${original.name}', which is older: both carry the uuid ${uuid}. A copy that sends reaches the same customers a second time.`,
    tryThis: `If '${name}' is the one that should send, give '${original.name}' another database.uuid (or drop it) first.`,
  };
};

/** `Connect to PostgreSQL itself, on port 5432 (the pooler reaches it at 10.0.0.5): --dsn …`. */
const wayPast = ({ serverPort, serverAddress }: Pick<DatabaseConnection, 'serverPort' | 'serverAddress'>): string => {
  const seen = serverAddress === null ? '' : ` (the pooler reaches it at ${serverAddress})`;
  return `Connect to PostgreSQL itself, on port ${serverPort}${seen}: --dsn postgres://USER@HOST:${serverPort}/NAME. A pooler in session mode does as well.`;
};

/** Why not even reading works over a connection; null when it does. */
export const findReadObstacle = (connection: DatabaseConnection, database: string): Obstacle | null =>
  connection.pooler === 'statement'
    ? {
        words: `A connection pooler in statement mode stands before ${database}: it lends a connection for one statement and knows no transactions, so neither Odoo nor odoo-mail-doctor can work through it.`,
        tryThis: wayPast(connection),
      }
    : null;

/** `standby`, `through a pooler in transaction mode`: what a reader must know of the ground; empty when nothing. */
export const connectionNotes = ({
  standby,
  pooler,
}: Pick<DatabaseConnection, 'standby' | 'pooler'>): readonly string[] => [
  ...(standby ? ['standby'] : []),
  ...(pooler === 'none' ? [] : [`through a pooler in ${pooler} mode`]),
];
