import type { Database, QueryOptions } from '../services/postgres/database.ts';
import { SqlError } from '../services/postgres/sql-error.ts';
import type { EntryRecord } from './journal/entry.ts';
import type { DatabaseIdentity } from './journal/journal-events.ts';

/** Which database this is, so that the journal finds it again under another name of its server. */
export const readDatabaseIdentity = async (database: Database, host: string): Promise<DatabaseIdentity> =>
  (await readWriter(database, host)).identity;

/** The same with the role that we write as. */
export const readWriter = async (
  database: Database,
  host: string,
  options?: QueryOptions,
): Promise<{ readonly identity: DatabaseIdentity; readonly role: string }> => {
  const row = (await readWithCluster(database, options)) ?? (await readRow(database, 'null', options));
  const identity = { name: row?.name ?? '', host, cluster: row?.cluster ?? null, oid: row?.oid ?? 0 };
  return { identity, role: row?.role ?? '' };
};

interface Row {
  readonly name: string;
  readonly oid: number;
  readonly role: string;
  readonly cluster: string | null;
}

/** Undefined where the server does not tell this role its number. */
const readWithCluster = async (database: Database, options?: QueryOptions): Promise<Row | undefined> => {
  try {
    return await readRow(database, '(select system_identifier::text from pg_control_system())', options);
  } catch (error) {
    if (error instanceof SqlError) return undefined;
    throw error;
  }
};

const readRow = async (database: Database, cluster: string, options?: QueryOptions): Promise<Row | undefined> => {
  const [row] = await database.query<Row>(
    `select datname as name, oid::bigint::float8 as oid, current_user as role, ${cluster} as cluster
     from pg_database where datname = current_database()`,
    [],
    options,
  );
  return row;
};

/** Whether an entry is about this database: by the server's own number, or by its address where that is not known. */
export const isAbout =
  (identity: DatabaseIdentity) =>
  ({ begun: { database } }: EntryRecord): boolean => {
    if (database.name !== identity.name) return false;
    return database.cluster === null || identity.cluster === null
      ? database.host === identity.host
      : database.cluster === identity.cluster;
  };

/** Whether transaction numbers of the entry mean something to this server's database: not in one that was restored. */
export const isSameDatabase = (one: DatabaseIdentity, other: DatabaseIdentity): boolean =>
  one.oid === other.oid && one.cluster === other.cluster;
