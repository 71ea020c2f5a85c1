import type { ChangeDependencies } from '../changes/dependencies.ts';
import { openJournal, stateHomeOf } from '../changes/journal/journal.ts';
import type { SharedUuid } from '../domain/database/cluster-database.ts';
import type { DatabaseAddress } from '../domain/database/database-address.ts';
import { findChangeObstacle, findCopyObstacle, type Obstacle } from '../domain/database/write-obstacle.ts';
import { formatHostPort } from '../domain/host-port.ts';
import { runCommand } from '../services/host/run-command.ts';
import type { Odoo } from '../services/odoo/odoo.ts';
import { connectClient } from '../services/postgres/connect-postgres.ts';
import { PostgresSession } from '../services/postgres/postgres-session.ts';
import { Writer } from '../services/postgres/writer.ts';
import type { CommandContext } from './command.ts';
import { answerTimeoutOf, connectOptions, nameOfDatabase } from './open-target.ts';

/** The other databases of the cluster that carry this one's uuid. Cost: a connection to each database of the cluster. */
const readTwins = (
  context: CommandContext,
  { address, odoo }: { readonly address: DatabaseAddress; readonly odoo: Odoo },
  given: { readonly signal?: AbortSignal },
): Promise<SharedUuid> => {
  const answerTimeoutMs = answerTimeoutOf(context.options);
  return odoo.sharedUuid(async (database, use) => {
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

/**
 * What changes of a database go through. Opens the journal, and no connection yet.
 * @throws UserError when the journal cannot be kept: without it nothing is changed.
 */
export const openChanges = async (
  context: CommandContext,
  { address, odoo }: { readonly address: DatabaseAddress; readonly odoo: Odoo },
): Promise<ChangeDependencies> => {
  const { env, now, options } = context;
  const connectTo = (database: string) => (given: { readonly signal?: AbortSignal }) =>
    connectClient({ ...address, database }, connectOptions(context, given.signal));
  const nameOf = (database: string): string => nameOfDatabase({ ...address, database });
  const answerTimeoutMs = answerTimeoutOf(options);
  return {
    odoo,
    host: formatHostPort(address.host, address.port),
    openWriter: (database, given) =>
      Writer.open(connectTo(database), { ...given, name: nameOf(database), answerTimeoutMs }),
    readTwins: (given) => readTwins(context, { address, odoo }, given),
    runCommand,
    journal: await openJournal({ stateHome: stateHomeOf(env), now, random: Math.random }),
    readOnly: options.readOnly,
  };
};
