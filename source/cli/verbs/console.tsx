import type { ReadStream, WriteStream } from 'node:tty';
import { createActivityFeed } from '../../console/activity-feed.ts';
import { awaitOpening } from '../../console/await-opening.ts';
import { createConsoleFeed } from '../../console/console-feed.ts';
import { createFleetFeed } from '../../console/fleet-feed.ts';
import { createHistoryFeed } from '../../console/history-feed.ts';
import { createPreventionFeed } from '../../console/prevention-feed.ts';
import { createRetryFeed } from '../../console/retry-feed/feed.ts';
import { createTestFeed } from '../../console/retry-feed/test-message.ts';
import { createSearchFeed } from '../../console/search-feed.ts';
import { contextForForm } from '../../console/setup/context-for-form.ts';
import { createSetupFeed } from '../../console/setup/setup-feed.ts';
import { tellLeaving } from '../../console/tell-leaving.ts';
import { asLongAsThePersonWaits } from '../../console/while-odoo-sends.ts';
import { createWizardFeed } from '../../console/wizard-feed.ts';
import { createActivityLog } from '../../domain/activity/activity-log.ts';
import type { DatabaseAddress } from '../../domain/database/database-address.ts';
import { connectionNotes, findChangeObstacle } from '../../domain/database/write-obstacle.ts';
import { ProbeError, UserError } from '../../domain/errors.ts';
import { type ExitStatus, exitStatus } from '../../domain/exit-status.ts';
import { isNeutralized } from '../../domain/odoo/mail-parameter.ts';
import { versionWords } from '../../domain/odoo/odoo-version.ts';
import { commandLine } from '../../domain/wording/command-line.ts';
import { createRefusedSecrets } from '../../services/smtp/refused-secrets.ts';
import { SeveralDatabases } from '../../target/choose-databases.ts';
import type { Target } from '../../target/target.ts';
import { chooseDatabase } from '../../ui/choose-database.tsx';
import { createFleetPlace, openFleet } from '../../ui/fleet/open-fleet.tsx';
import { openConsole } from '../../ui/open-console.tsx';
import { openSetup } from '../../ui/setup/open-setup.tsx';
import { findDrawingObstacle, readTerminalStyle } from '../../ui/theme/terminal-style.ts';
import { openSendNow } from '../../world/choose-send-now.ts';
import type { Command, CommandContext } from '../../world/command.ts';
import { filestoreOf, openRetryWorld } from '../../world/mail-world.ts';
import { openChanges } from '../../world/open-changes.ts';
import { findDatabases, type OpenDatabase, openDatabase, openTarget } from '../../world/open-target.ts';
import { pointingFlags } from '../../world/pointing-flags.ts';
import { writeNotice } from '../../world/write-output.ts';
import { runCheckCommand } from './check.ts';

export interface ConsoleArguments {
  /** Opens the demo instead, where a person who has no Odoo at hand asks for it. */
  readonly openDemo: Command;
}

/**
 * Opens the console; without a terminal it prints the report of `check` and says so. Where nothing can be opened the set-up
 * screen asks what to do, unless no demo is offered: then this is the demo.
 */
export const runConsole: Command<ConsoleArguments | undefined> = async (given, args) => {
  const context = { ...given, log: createActivityLog() };
  const { stdin, stdout } = context;
  if (!isTerminal(stdin) || !isTerminal(stdout)) {
    return await report(context, 'no terminal here');
  }
  const obstacle = findDrawingObstacle(context.env);
  if (obstacle !== undefined) return await report(context, obstacle);
  const terminal = { stdin, stdout, ...readTerminalStyle(context.options, context.env), signal: context.signal };
  if (context.options.allDatabases) return await showFleet(context, terminal);
  return args === undefined ? await showChosen(context, terminal) : await showOrSetUp(context, terminal, args);
};

const showChosen = async (context: CommandContext, terminal: Terminal): Promise<ExitStatus> => {
  await using database = await openChosen(context, terminal);
  if (database !== undefined) await showDatabase(context, { database, terminal });
  return exitStatus.ok;
};

/** @throws what kept the database from being opened, once the person has left the set-up screen. */
const showOrSetUp = async (
  context: CommandContext,
  terminal: Terminal,
  { openDemo }: ConsoleArguments,
): Promise<ExitStatus> => {
  let given = context;
  for (;;) {
    const database = await openChosen(given, terminal).catch(orFailure);
    if (!(database instanceof Error)) {
      await using opened = database;
      if (opened !== undefined) await showDatabase(given, { database: opened, terminal });
      if (given !== context && opened !== undefined) tellNextTime(given);
      return exitStatus.ok;
    }
    const source = await createSetupFeed(given, database);
    if (source === undefined) throw database;
    const choice = await openSetup({ ...terminal, source });
    context.signal.throwIfAborted();
    if (choice === undefined) throw database;
    if (choice.kind === 'demo') return await openDemo(context, undefined);
    given =
      choice.kind === 'connection'
        ? contextForForm(context, choice.form)
        : { ...context, options: { ...context.options, config: choice.path } };
  }
};

const orFailure = (error: unknown): Error => {
  if (error instanceof Error) return error;
  throw error;
};

/** Nothing of the form is stored: this is how to come back. */
const tellNextTime = (context: CommandContext): void => {
  const flags = pointingFlags(context.options, context.options.database ?? '');
  writeNotice(context, `Next time: ${commandLine([], flags)}\n`);
};

type Terminal = Omit<Parameters<typeof chooseDatabase>[0], 'names'>;

interface Shown {
  readonly database: OpenDatabase & { readonly target: Target };
  readonly terminal: Terminal;
  readonly leadsBack?: boolean;
}

/** The table of all databases, and the console of whichever is chosen, until the person leaves. */
const showFleet = async (context: CommandContext, terminal: Terminal): Promise<ExitStatus> => {
  const found = await awaitOpening(terminal, 'Waiting for PostgreSQL to answer', (signal) =>
    findDatabases({ ...context, signal }),
  );
  if (found === undefined) return exitStatus.ok;
  const source = createFleetFeed({
    context,
    target: found.target,
    databases: found.addresses.map(({ database }) => database),
  });
  const place = createFleetPlace();
  for (;;) {
    const database = await openFleet({ ...terminal, source, place, now: context.now });
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
  { target, database: name, terminal }: { target: Target; database: string; terminal: Terminal },
): Promise<Left> => {
  const options = { ...context.options, allDatabases: false, database: name };
  const given = { ...context, options };
  try {
    await using database = await awaitOpening(terminal, `Opening ${name}`, (signal) =>
      openAddress({ ...given, signal }, { ...target.server, database: name }, target),
    );
    if (database === undefined) return { kind: 'back' };
    return { kind: (await showDatabase(given, { database, terminal, leadsBack: true })) ?? 'quit' };
  } catch (error) {
    context.signal.throwIfAborted();
    if (error instanceof UserError || error instanceof ProbeError) return { kind: 'refused', reason: error.message };
    throw error;
  }
};

const openAddress = async (context: CommandContext, address: DatabaseAddress, target: Target) =>
  Object.assign(await openDatabase(context, address, target), { target });

/** The console of one database; `back` where the person wants what lies behind it. */
const showDatabase = async (
  context: CommandContext,
  { database, terminal, leadsBack = false }: Shown,
): Promise<'back' | undefined> => {
  const title = await describeTarget(context, database);
  // One for as long as the console is open: what a server refused in the wizard is not sent again by a retry.
  const refusedSecrets = createRefusedSecrets();
  let happensNow: string | undefined;
  const describeNow = (): string | undefined => happensNow;
  const wizard = createWizardFeed({
    command: context,
    database,
    target: database.target,
    title,
    refusedSecrets,
    describeNow,
  });
  // Before the screen opens: a key may have to be asked for.
  const sendNow = await openSendNow(context, database);
  const readWorld = async () => ({
    ...(await openRetryWorld(context, database, refusedSecrets)),
    filestore: filestoreOf(database),
    ...(sendNow === undefined ? {} : { sendNow }),
  });
  const retry = {
    ...createRetryFeed({
      world: await readWorld(),
      readWorld,
      openChanges: () => openChanges(context, database),
      deadlineMs: asLongAsThePersonWaits,
      describeNow,
      folder: process.cwd(),
    }),
    ...createTestFeed({ command: context, database, refusedSecrets }),
  };
  const parts = { database, target: database.target, refusedSecrets };
  const prevention = createPreventionFeed({ command: context, parts, wizard });
  const history = createHistoryFeed({ command: context, database, target: database.target, refusedSecrets });
  const search = createSearchFeed({ command: context, database, refusedSecrets });
  const queue = await database.openQueue({ signal: context.signal });
  await using feed = createConsoleFeed({
    database,
    queue,
    target: title,
    now: context.now,
    wizard,
    retry,
    prevention,
    history,
    search,
    ...createActivityFeed(context.log, process.cwd()),
    hearNow: (words) => {
      happensNow = words;
    },
  });
  const openedAt = context.now();
  const left = await openConsole({ ...terminal, source: feed, now: context.now, leadsBack });
  if (!context.options.readOnly) await tellLeaving(context, database, openedAt);
  context.signal.throwIfAborted();
  return left;
};

const report = async (context: CommandContext, why: string): Promise<ExitStatus> => {
  writeNotice(
    context,
    `odoo-mail-doctor: ${why}, so this is the report of check; queue, find, explain, history, prevent, retry and fix tell the rest in lines.\n`,
  );
  return await runCheckCommand(context, { causes: [], redact: false });
};

/** The database that is meant, asked for when there are several; undefined when the person took none. */
const openChosen = async (
  context: CommandContext,
  terminal: Terminal,
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

const isTerminal = (stream: CommandContext['stdin'] | CommandContext['stdout']): stream is ReadStream & WriteStream =>
  stream.isTTY === true;

const describeTarget = async ({ options, signal }: CommandContext, { address, odoo }: OpenDatabase) => {
  const obstacle = findChangeObstacle(odoo);
  return {
    database: odoo.database,
    odooVersion: odoo.version.text,
    host: address.host,
    readOnly: options.readOnly,
    neutralized: await odoo.parameters({ signal }).then(isNeutralized, () => false),
    ground: [...versionWords(odoo.version), ...connectionNotes(odoo.connection)],
    ...(obstacle === null ? {} : { changesOff: `${obstacle.words} ${obstacle.tryThis}` }),
  };
};
