import type { Target } from '../target/target.ts';
import type { DrawOptions } from '../ui/draw-until-exit.tsx';
import type { CommandContext } from '../world/command.ts';
import type { OpenDatabase } from '../world/open-target.ts';
import { awaitOpening, type Opened } from './await-opening.tsx';

export type OpenedDatabase = Opened<OpenDatabase & { readonly target: Target }>;

/**
 * The database that is meant, asked for when there are several; undefined when the person took none. It says that it
 * waits before what opens a database is loaded.
 */
export const openChosen = async (
  context: CommandContext,
  terminal: DrawOptions,
): Promise<OpenedDatabase | undefined> => {
  const open = (given: CommandContext) =>
    awaitOpening(terminal, 'Waiting for PostgreSQL to answer', async (signal) =>
      (await import('../world/open-target.ts')).openTarget({ ...given, signal }, loadShowing),
    );
  try {
    return await open(context);
  } catch (error) {
    const { SeveralDatabases } = await import('../target/choose-databases.ts');
    if (!(error instanceof SeveralDatabases)) throw error;
    const { chooseDatabase } = await import('../ui/choose-database.tsx');
    const database = await chooseDatabase({ ...terminal, names: error.names });
    context.signal.throwIfAborted();
    return database === undefined ? undefined : await open({ ...context, options: { ...context.options, database } });
  }
};

/** Whoever shows the database waits for it, and hears what goes wrong. */
const loadShowing = (): void => void import('./show-database.ts').catch(() => undefined);
