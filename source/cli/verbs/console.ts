import type { ReadStream, WriteStream } from 'node:tty';
import type { OpenedDatabase } from '../../console/open-chosen.ts';
import { createActivityLog } from '../../domain/activity/activity-log.ts';
import { type ExitStatus, exitStatus } from '../../domain/exit-status.ts';
import { commandLine } from '../../domain/wording/command-line.ts';
import { returnEmptyPages } from '../../lib/keep-heap-small.ts';
import type { DrawOptions } from '../../ui/draw-until-exit.tsx';
import type { ConsoleLeft } from '../../ui/open-console.tsx';
import type { ScreenId } from '../../ui/screens/screen.ts';
import type { SetupChoice } from '../../ui/setup/source.ts';
import { findDrawingObstacle, readTerminalStyle } from '../../ui/theme/terminal-style.ts';
import type { Command, CommandContext } from '../../world/command.ts';
import { pointingFlags } from '../../world/pointing-flags.ts';
import { writeNotice } from '../../world/write-output.ts';

export interface ConsoleArguments {
  /** Opens the demo instead, where a person who has no Odoo at hand asks for it. */
  readonly openDemo: Command;
}

/** All screens are loaded by then. */
const loadedAfterMs = 2_000;

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
  setTimeout(returnEmptyPages, loadedAfterMs).unref();
  const terminal = { stdin, stdout, ...readTerminalStyle(context.options, context.env), signal: context.signal };
  if (terminal.speaks === true)
    writeNotice(
      context,
      'odoo-mail-doctor: a screen reader is on (INK_SCREEN_READER), so the console speaks in lines, and says what changes once.\n',
    );
  if (context.options.allDatabases) {
    const { showFleet } = await import('../../console/show-fleet.ts');
    return await showFleet(context, terminal);
  }
  return args === undefined ? await showChosen(context, terminal) : await showOrSetUp(context, terminal, args);
};

const showChosen = async (context: CommandContext, terminal: DrawOptions): Promise<ExitStatus> => {
  const { openChosen } = await import('../../console/open-chosen.ts');
  await using opened = await openChosen(context, terminal);
  if (opened !== undefined) await show(context, opened);
  return exitStatus.ok;
};

/** @throws what kept the database from being opened, once the person has left the set-up screen. */
const showOrSetUp = async (
  context: CommandContext,
  terminal: DrawOptions,
  { openDemo }: ConsoleArguments,
): Promise<ExitStatus> => {
  let given = context;
  let first: ScreenId | undefined;
  for (;;) {
    const seen = await showOrFail(given, { terminal, first });
    if (!(seen instanceof Error) && seen.kind !== 'chose') {
      if (given !== context && seen.kind !== 'unopened') tellNextTime(given);
      return exitStatus.ok;
    }
    const choice = seen instanceof Error ? await ask(given, terminal, seen) : seen.choice;
    if (choice.kind === 'demo') return await openDemo(context, undefined);
    first = seen instanceof Error ? undefined : seen.screen;
    given =
      choice.kind === 'connection'
        ? (await import('../../console/setup/context-for-form.ts')).contextForForm(context, choice.form)
        : { ...context, options: { ...context.options, config: choice.path } };
  }
};

/** The console of the database that is meant, or why it cannot be opened. */
const showOrFail = async (
  context: CommandContext,
  { terminal, first }: { readonly terminal: DrawOptions; readonly first: ScreenId | undefined },
): Promise<ConsoleLeft | { readonly kind: 'unopened' } | Error> => {
  const { openChosen } = await import('../../console/open-chosen.ts');
  const database = await openChosen(context, terminal).catch(orFailure);
  if (database instanceof Error) return database;
  await using opened = database;
  return opened === undefined ? { kind: 'unopened' } : await show(context, opened, first);
};

const show = async (
  context: CommandContext,
  { result, terminal }: OpenedDatabase,
  first?: ScreenId,
): Promise<ConsoleLeft> => {
  await using database = result;
  const { showDatabase } = await import('../../console/show-database.ts');
  return await showDatabase(context, { database, terminal, first });
};

const ask = async (context: CommandContext, terminal: DrawOptions, failure: Error): Promise<SetupChoice> => {
  const { askWhatToOpen } = await import('../../console/setup/ask-what-to-open.ts');
  return await askWhatToOpen(context, terminal, failure);
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

const report = async (context: CommandContext, why: string): Promise<ExitStatus> => {
  const flags = pointingFlags(context.options, context.options.database ?? '');
  const commands = inLines.map(({ args, tells }) => `  ${commandLine(args, flags)}   # ${tells}\n`);
  writeNotice(
    context,
    `odoo-mail-doctor: ${why}, so this is the report of check. The rest of the console in lines:\n${commands.join('')}`,
  );
  return await (await import('./check.ts')).runCheckCommand(context, { causes: [], redact: false });
};

/** What the console shows besides, each as a command that can be pasted. */
const inLines = [
  { args: ['queue'], tells: 'what waits and what failed' },
  { args: ['fix'], tells: 'what can be mended' },
  { args: ['retry'], tells: 'which failed mails can be sent again' },
  { args: ['find', 'WORDS'], tells: 'any mail; explain ID tells its story' },
  { args: ['history'], tells: 'what changed before mail broke' },
  { args: ['prevent'], tells: 'what is better in order before mail stops' },
] as const;

const isTerminal = (stream: CommandContext['stdin'] | CommandContext['stdout']): stream is ReadStream & WriteStream =>
  stream.isTTY === true;
