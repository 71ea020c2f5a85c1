import { findStateHome } from '../changes/journal/state-home.ts';
import { ProbeError, UserError } from '../domain/errors.ts';
import { isNeutralized } from '../domain/odoo/mail-parameter.ts';
import { testAction } from '../inspection/test-message/test-action.ts';
import { findWatch } from '../monitor/find-watch.ts';
import { stateFolderOf } from '../monitor/state-path.ts';
import type { PreventionContext } from '../prevention/precaution.ts';
import { type CheckParts, createCheckContext } from './check-context.ts';
import type { CommandContext } from './command.ts';
import { readTwins } from './find-obstacle.ts';
import { readJournalOf } from './history-world.ts';
import { openDatabase } from './open-target.ts';

/** Where a unit that `monitor --print-systemd` printed keeps its state, whatever account it runs as. */
const unitStateHome = '/var/lib/odoo-mail-doctor';

/** Puts the services behind what a precaution may touch, for one run. Changes nothing. */
export const createPreventionContext = async (
  command: CommandContext,
  parts: CheckParts,
): Promise<PreventionContext> => {
  const checks = await createCheckContext(command, parts);
  const { database, target } = parts;
  const { readOwnChanges } = readJournalOf(command, database);
  const own = findStateHome(command.env);
  const homes = [...(own === undefined ? [] : [own]), ...(checks.host.kind === 'here' ? [unitStateHome] : [])];
  return {
    ...checks,
    readWatch: () =>
      findWatch([...new Set(homes)].map(stateFolderOf), { ...target.server, database: database.address.database }),
    readTests: async () =>
      (await readOwnChanges(new Date(0)))
        ?.filter(({ entry }) => entry.action === testAction)
        .map(({ entry: { at, subject, state } }) => ({ at, subject, isAccepted: state === 'applied' })),
    readCopies: async () => {
      const { signal } = command;
      const { twins, unread } = await readTwins(command, database, { signal });
      const copies = await Promise.all(
        twins.map(async ({ name }) => ({ name, isNeutralized: await readNeutralized(command, parts, name) })),
      );
      return { copies, unread: unread.length };
    },
  };
};

/** Undefined where the database could not be read. */
const readNeutralized = async (
  command: CommandContext,
  { database, target }: CheckParts,
  name: string,
): Promise<boolean | undefined> => {
  try {
    await using twin = await openDatabase(command, { ...database.address, database: name }, target, { connections: 1 });
    return isNeutralized(await twin.odoo.parameters(command));
  } catch (error) {
    if (error instanceof ProbeError || error instanceof UserError) return undefined;
    throw error;
  }
};
