import type { Command as Verb } from 'commander';
import { exitStatus } from '../../domain/exit-status.ts';
import type { Command } from '../../world/command.ts';
import { writeBashCompletion } from '../reference/bash-completion.ts';
import { type DescribedCommand, describeCommandLine } from '../reference/describe-command.ts';
import { writeFishCompletion } from '../reference/fish-completion.ts';
import type { CompletedShell } from '../reference/shells.ts';
import { writeZshCompletion } from '../reference/zsh-completion.ts';

const writers: Readonly<Record<CompletedShell, (program: DescribedCommand) => string>> = {
  bash: writeBashCompletion,
  zsh: writeZshCompletion,
  fish: writeFishCompletion,
};

/** Prints the completion script of a shell, generated from the definitions of the commands. */
export const runCompletion: Command<{ readonly shell: CompletedShell; readonly program: Verb }> = async (
  { stdout },
  { shell, program },
) => {
  stdout.write(writers[shell](describeCommandLine(program)));
  return exitStatus.ok;
};
