import type { Command as Verb } from 'commander';
import { createProgram } from '../../source/cli/program.ts';
import { UsageError } from '../../source/domain/errors.ts';
import type { RunCommand } from '../../source/world/command.ts';

/** The words of a command line as a shell takes them, quotes of one kind. */
export const splitLine = (line: string): readonly string[] =>
  (line.match(/(?:'[^']*'|\\'|[^\s'])+/g) ?? []).map((word) => word.replaceAll("'\\''", "'").replaceAll(/^'|'$/g, ''));

const listVerbs = (program: Verb): readonly Verb[] => [program, ...program.commands.flatMap(listVerbs)];

/** What is wrong with the usage of these arguments, by the definitions of the commands and by `run`; undefined where nothing is. */
export const findMisuse = async (args: readonly string[], run: RunCommand): Promise<string | undefined> => {
  const program = createProgram('1.0.0', run);
  const output = { writeOut: () => undefined, writeErr: () => undefined };
  for (const verb of listVerbs(program)) verb.exitOverride().configureOutput(output);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return undefined;
  } catch (error) {
    const isCommander = error instanceof Error && error.name === 'CommanderError';
    if (isCommander && 'exitCode' in error && error.exitCode === 0) return undefined;
    if (!isCommander && !(error instanceof UsageError)) throw error;
    return `odoo-mail-doctor ${args.join(' ')}: ${error.message}`;
  }
};
