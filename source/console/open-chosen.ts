import { SeveralDatabases } from '../target/choose-databases.ts';
import { chooseDatabase } from '../ui/choose-database.tsx';
import type { DrawOptions } from '../ui/draw-until-exit.tsx';
import type { CommandContext } from '../world/command.ts';
import { openTarget } from '../world/open-target.ts';
import { awaitOpening } from './await-opening.ts';

/** The database that is meant, asked for when there are several; undefined when the person took none. */
export const openChosen = async (
  context: CommandContext,
  terminal: DrawOptions,
): Promise<Awaited<ReturnType<typeof openTarget>> | undefined> => {
  const open = (given: CommandContext) =>
    awaitOpening(terminal, 'Waiting for PostgreSQL to answer', (signal) => openTarget({ ...given, signal }));
  try {
    return await open(context);
  } catch (error) {
    if (!(error instanceof SeveralDatabases)) throw error;
    const database = await chooseDatabase({ ...terminal, names: error.names });
    context.signal.throwIfAborted();
    return database === undefined ? undefined : await open({ ...context, options: { ...context.options, database } });
  }
};
