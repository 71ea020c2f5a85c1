import type { ClusterDatabase } from '../../../../domain/database/cluster-database.ts';
import type { Database, QueryOptions } from '../../../postgres/database.ts';
import { toLine } from '../../decode.ts';
import { runStatement } from '../../statement.ts';

/** Any database of the cluster answers this. Names stay as they are: they are what a connection asks for. */
const text = `
  select datname as name, pg_get_userbyid(datdba) as owner, oid::bigint::float8 as number
  from pg_database
  where datallowconn and not datistemplate and datname <> 'postgres'
  order by datname`;

/** The cluster's databases but for templates and `postgres`, by name. Cost: the cluster's catalogue. */
export const readClusterDatabases = async (
  database: Database,
  options?: QueryOptions,
): Promise<readonly ClusterDatabase[]> => {
  const rows = await runStatement<ClusterDatabase>(database, 'postgres', { what: 'the databases', text }, options);
  return rows.map(({ name, owner, number }) => ({ name, owner: toLine(owner), number }));
};
