import type { DatabaseConnection } from '../../domain/database/database-connection.ts';
import type { Database, QueryOptions } from '../postgres/database.ts';

/** What a database is read through. A transaction that somebody else began tells only about the server. */
export const describeConnection = async (database: Database, options?: QueryOptions): Promise<DatabaseConnection> => {
  if (database.describeConnection !== undefined) return await database.describeConnection(options);
  const [row] = await database.query<{ standby: boolean; port: number }>(
    "select pg_is_in_recovery() as standby, current_setting('port')::int as port",
    [],
    options,
  );
  return {
    pooler: 'none',
    standby: row?.standby === true,
    serverPort: row?.port ?? 5432,
    serverAddress: null,
    primary: null,
  };
};
