import type { DatabaseAddress } from '../domain/database/database-address.ts';
import { ProbeError, UserError } from '../domain/errors.ts';
import { type ExitStatus, exitStatus } from '../domain/exit-status.ts';
import type { Target } from '../target/target.ts';
import type { DrawOptions } from '../ui/draw-until-exit.tsx';
import { createFleetPlace, openFleet } from '../ui/fleet/open-fleet.tsx';
import type { CommandContext } from '../world/command.ts';
import { findDatabases, openDatabase } from '../world/open-target.ts';
import { awaitOpening } from './await-opening.tsx';
import { createFleetFeed } from './fleet-feed.ts';
import { showDatabase } from './show-database.ts';

/** The table of all databases, and the console of whichever is chosen, until the person leaves. */
export const showFleet = async (context: CommandContext, terminal: DrawOptions): Promise<ExitStatus> => {
  await using opened = await awaitOpening(terminal, 'Waiting for PostgreSQL to answer', (signal) =>
    findDatabases({ ...context, signal }),
  );
  if (opened === undefined) return exitStatus.ok;
  const found = opened.result;
  const source = createFleetFeed({
    context,
    target: found.target,
    databases: found.addresses.map(({ database }) => database),
  });
  const place = createFleetPlace();
  for (let shown = opened.terminal; ; shown = terminal) {
    const database = await openFleet({ ...shown, source, place, now: context.now });
    context.signal.throwIfAborted();
    if (database === undefined) return exitStatus.ok;
    const left = await showOneOfFleet(context, { target: found.target, database, terminal });
    if (left.kind === 'quit') return exitStatus.ok;
    if (left.kind === 'refused') place.dispatch({ kind: 'said', message: left.reason });
  }
};

type Left = { readonly kind: 'back' | 'quit' } | { readonly kind: 'refused'; readonly reason: string };

/** One that cannot be opened is said on the table, which goes on. */
const showOneOfFleet = async (
  context: CommandContext,
  { target, database: name, terminal }: { target: Target; database: string; terminal: DrawOptions },
): Promise<Left> => {
  const options = { ...context.options, allDatabases: false, database: name };
  const given = { ...context, options };
  try {
    await using opened = await awaitOpening(terminal, `Opening ${name}`, (signal) =>
      openAddress({ ...given, signal }, { ...target.server, database: name }, target),
    );
    if (opened === undefined) return { kind: 'back' };
    await using database = opened.result;
    const left = await showDatabase(given, { database, terminal: opened.terminal, leadsBack: true });
    return left.kind === 'back' ? { kind: 'back' } : { kind: 'quit' };
  } catch (error) {
    context.signal.throwIfAborted();
    if (error instanceof UserError || error instanceof ProbeError) return { kind: 'refused', reason: error.message };
    throw error;
  }
};

const openAddress = async (context: CommandContext, address: DatabaseAddress, target: Target) =>
  Object.assign(await openDatabase(context, address, target), { target });
