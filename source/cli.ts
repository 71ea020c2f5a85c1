import { CommanderError, type Command as Verb } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import type { Command, CommandContext, GlobalOptions } from './commands/command.ts';
import { describeFailure, formatFailure } from './commands/failure.ts';
import { createProgram } from './commands/program.ts';
import { UsageError } from './domain/errors.ts';
import { exitStatus } from './domain/exit-status.ts';
import { watchProcess } from './process-end.ts';

/** Reads the command line, runs one command, and sets the exit status. Never rejects. */
export const main = async (): Promise<void> => {
  const end = watchProcess();
  let options: Partial<GlobalOptions> = {};

  const run = async <Arguments>(
    load: () => Promise<Command<Arguments>>,
    args: Arguments,
    given: GlobalOptions,
  ): Promise<void> => {
    options = given;
    const command = await load();
    process.exitCode = await command(createContext(given, end.signal), args);
    end.throwIfCrashed();
  };

  const report = (error: unknown): void => {
    const failure = describeFailure(error);
    const format = options.format ?? 'text';
    (format === 'json' ? process.stdout : process.stderr).write(formatFailure(failure, format));
    if (options.verbose && error instanceof Error && !(error instanceof UsageError)) {
      process.stderr.write(`${error.stack ?? ''}\n`);
    }
    process.exitCode = failure.status;
  };

  const program = createProgram(packageJson.version, run);
  for (const verb of listVerbs(program)) verb.exitOverride();
  try {
    await program.parseAsync(process.argv);
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has printed the sentence (or the help) already.
      process.exitCode = error.exitCode === 0 ? exitStatus.ok : exitStatus.usage;
    } else if (!end.finishInterrupted()) {
      report(error);
    }
  }
};

/** A program and its verbs, however deep. */
const listVerbs = (program: Verb): readonly Verb[] => [program, ...program.commands.flatMap(listVerbs)];

const createContext = (options: GlobalOptions, signal: AbortSignal): CommandContext => ({
  options,
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal,
  now: () => new Date(),
});
