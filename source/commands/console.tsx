import type { ReadStream, WriteStream } from 'node:tty';
import { exitStatus } from '../domain/exit-status.ts';
import { isNeutralized } from '../domain/mail-parameter.ts';
import { openConsole } from '../ui/open-console.tsx';
import { readTerminalStyle } from '../ui/theme/terminal-style.ts';
import type { Command, CommandContext } from './command.ts';
import { createConsoleFeed } from './console-feed.ts';
import { type OpenDatabase, openTarget } from './open-target.ts';
import { runQueue } from './queue.ts';

/** Opens the console; without a terminal it prints the queue once and says so. */
export const runConsole: Command = async (context) => {
  const { stdin, stdout } = context;
  if (!isTerminal(stdin) || !isTerminal(stdout)) {
    context.stderr.write('odoo-mail-doctor: no terminal here, so this is the queue as text; see --help for more.\n');
    return await runQueue(context, {});
  }
  await using database = await openTarget(context);
  const target = await describeTarget(context, database);
  await using feed = createConsoleFeed({ database, target, now: context.now });
  await openConsole({
    source: feed,
    stdin,
    stdout,
    ...readTerminalStyle(context.options, context.env),
    now: context.now,
    signal: context.signal,
  });
  context.signal.throwIfAborted();
  return exitStatus.ok;
};

const isTerminal = (stream: CommandContext['stdin'] | CommandContext['stdout']): stream is ReadStream & WriteStream =>
  stream.isTTY === true;

const describeTarget = async ({ options, signal }: CommandContext, { address, odoo }: OpenDatabase) => ({
  database: odoo.database,
  odooVersion: odoo.version.text,
  host: address.host,
  readOnly: options.readOnly,
  neutralized: await odoo.parameters({ signal }).then(isNeutralized, () => false),
});
