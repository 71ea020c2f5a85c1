import type { SharedUuid } from '../domain/database/cluster-database.ts';
import type { DatabaseAddress } from '../domain/database/database-address.ts';
import { findChangeObstacle, findCopyObstacle, type Obstacle } from '../domain/database/write-obstacle.ts';
import type { Odoo } from '../services/odoo/odoo.ts';
import { connectClient } from '../services/postgres/connect-postgres.ts';
import { PostgresSession } from '../services/postgres/postgres-session.ts';
import type { CommandContext } from './command.ts';
import { answerTimeoutOf, connectOptions, nameOfDatabase } from './open-target.ts';

/** The other databases of the cluster that carry this one's uuid. Cost: a connection to each database of the cluster. */
export const readTwins = (
  context: CommandContext,
  { address, odoo }: { readonly address: DatabaseAddress; readonly odoo: Odoo },
  given: { readonly signal?: AbortSignal },
): Promise<SharedUuid> => {
  const answerTimeoutMs = answerTimeoutOf(context.options);
  return odoo.together.sharedUuid(async (database, use) => {
    const other = { ...address, database };
    const session = new PostgresSession(({ signal }) => connectClient(other, connectOptions(context, signal)), {
      name: nameOfDatabase(other),
      size: 1,
      answerTimeoutMs,
    });
    try {
      return await use(session);
    } finally {
      await session.close();
    }
  }, given);
};

/** Before anything is applied: what forbids every change of this database; null where nothing does. */
export const findObstacle = async (
  context: CommandContext,
  opened: { readonly address: DatabaseAddress; readonly odoo: Odoo },
): Promise<Obstacle | null> => {
  const { odoo } = opened;
  const { signal } = context;
  return findChangeObstacle(odoo) ?? findCopyObstacle(await readTwins(context, opened, { signal }), odoo.database);
};
