import { CommanderError, type Command as Verb } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { writeFailure } from './cli/failure.ts';
import { createProgram } from './cli/program.ts';
import { sourceStack } from './cli/source-stack.ts';
import { UsageError } from './domain/errors.ts';
import { exitStatus } from './domain/exit-status.ts';
import { type CommandFailure, describeFailure } from './output/failure.ts';
import { watchOutput } from './output-end.ts';
import { watchProcess } from './process-end.ts';
import type { Command, CommandContext, GlobalOptions, OutputFormat } from './world/command.ts';

/** Reads the command line, runs one command, and sets the exit status. Never rejects. */
export const main = async (): Promise<void> => {
  const end = watchProcess();
  const output = watchOutput(process.stdout);
  let options: Partial<GlobalOptions> = {};

  const run = async <Arguments>(
    load: () => Promise<Command<Arguments>>,
    args: Arguments,
    given: GlobalOptions,
  ): Promise<void> => {
    options = given;
    const command = await load();
    process.exitCode = await command(createContext(given, end), args);
    end.throwIfCrashed();
  };

  const say = (failure: CommandFailure, format: OutputFormat): void => {
    const { stdout, stderr, env } = process;
    writeFailure({ stdout, stderr, env, options: { ascii: options.ascii ?? false } }, failure, format);
  };

  const report = (error: unknown): void => {
    const failure = describeFailure(error);
    say(failure, options.format ?? 'text');
    if (options.verbose && error instanceof Error && !(error instanceof UsageError)) {
      process.stderr.write(`${sourceStack(error.stack ?? '')}\n`);
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
      report(end.faultBehind(error));
    }
  }
  const lost = await output.settle();
  if (lost !== undefined) {
    say({ status: exitStatus.unknown, message: lost, tryThis: undefined }, 'text');
    // What was found stays the status; only "all is well" cannot be said by a report that nobody has.
    if (process.exitCode === exitStatus.ok) process.exitCode = exitStatus.unknown;
  }
};

/** A program and its verbs, however deep. */
const listVerbs = (program: Verb): readonly Verb[] => [program, ...program.commands.flatMap(listVerbs)];

const createContext = (
  options: GlobalOptions,
  { signal, onHangup }: ReturnType<typeof watchProcess>,
): CommandContext => ({
  options,
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal,
  now: () => new Date(),
  onHangup,
});
