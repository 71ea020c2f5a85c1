import type { ChangeDependencies } from '../changes/dependencies.ts';
import { openJournal } from '../changes/journal/journal.ts';
import { stateHomeOf } from '../changes/journal/state-home.ts';
import type { DatabaseAddress } from '../domain/database/database-address.ts';
import { formatHostPort } from '../domain/host-port.ts';
import { runCommand } from '../services/host/run-command.ts';
import type { Odoo } from '../services/odoo/odoo.ts';
import { connectClient } from '../services/postgres/connect-postgres.ts';
import { Writer } from '../services/postgres/writer.ts';
import { noteStatements } from './activity/note-statements.ts';
import type { CommandContext } from './command.ts';
import { readTwins } from './find-obstacle.ts';
import { answerTimeoutOf, connectOptions, nameOfDatabase } from './open-target.ts';

/**
 * What changes of a database go through. Opens the journal, and no connection yet.
 * @throws UserError when the journal cannot be kept: without it nothing is changed.
 */
export const openChanges = async (
  context: CommandContext,
  { address, odoo }: { readonly address: DatabaseAddress; readonly odoo: Odoo },
): Promise<ChangeDependencies> => {
  const { env, now, options } = context;
  const connectTo = (database: string) => async (given: { readonly signal?: AbortSignal }) =>
    noteStatements(await connectClient({ ...address, database }, connectOptions(context, given.signal)), {
      log: context.log,
      on: database,
      now,
    });
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
