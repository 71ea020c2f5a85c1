import type { ClusterDatabase, SharedUuid } from '../../domain/database/cluster-database.ts';
import type { Database, QueryOptions } from '../postgres/database.ts';
import { askTogether } from './ask-together.ts';
import type { OdooSource } from './odoo-source.ts';
import { type OdooIdentity, readOdooIdentity } from './queries/parameters/odoo-identity.ts';
import { readClusterDatabases } from './queries/sessions/cluster-databases.ts';

/** Opens another database of the cluster, hands it over, and closes it. */
export type WithDatabase = <Result>(name: string, use: (database: Database) => Promise<Result>) => Promise<Result>;

/** A server of a hosting firm has hundreds of databases, and few connections to spare. */
const atOnce = 4;

type Neighbour = ClusterDatabase & (OdooIdentity | { readonly reason: string });

/**
 * The databases of the cluster that carry this one's database.uuid: a copy keeps the uuid, and both send mail.
 * A database that cannot be opened, or is not Odoo's, is named with the reason.
 * Cost: a connection to every database of the cluster, four at a time.
 */
export const readSharedUuid = async (
  source: OdooSource,
  withDatabase: WithDatabase,
  options?: QueryOptions,
): Promise<SharedUuid> => {
  const database = askTogether(source.database);
  const [own, all] = await Promise.all([
    readOdooIdentity(database, source.schema.database, options),
    readClusterDatabases(database, options),
  ]);
  const others = all.filter(({ name }) => name !== source.schema.database);
  const neighbours: Neighbour[] = [];
  for (let first = 0; own.uuid !== null && first < others.length; first += atOnce) {
    options?.signal?.throwIfAborted();
    const asked = others.slice(first, first + atOnce);
    neighbours.push(
      ...(await Promise.all(
        asked.map(async (other) => ({ ...other, ...(await identify(other.name, withDatabase, options)) })),
      )),
    );
  }
  return {
    ...own,
    number: all.find(({ name }) => name === source.schema.database)?.number ?? 0,
    twins: neighbours.flatMap((neighbour) =>
      'uuid' in neighbour && neighbour.uuid === own.uuid
        ? [
            {
              name: neighbour.name,
              owner: neighbour.owner,
              number: neighbour.number,
              createdAt: neighbour.createdAt,
            },
          ]
        : [],
    ),
    unread: neighbours.flatMap((neighbour) =>
      'reason' in neighbour ? [{ name: neighbour.name, reason: neighbour.reason }] : [],
    ),
  };
};

const identify = async (
  name: string,
  withDatabase: WithDatabase,
  options: QueryOptions | undefined,
): Promise<OdooIdentity | { readonly reason: string }> => {
  try {
    return await withDatabase(name, (database) => readOdooIdentity(database, name, options));
  } catch (error) {
    options?.signal?.throwIfAborted();
    return { reason: error instanceof Error ? error.message : String(error) };
  }
};
