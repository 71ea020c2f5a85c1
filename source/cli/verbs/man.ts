import type { Command as Verb } from 'commander';
import { exitStatus } from '../../domain/exit-status.ts';
import type { Command } from '../../world/command.ts';
import { describeCommandLine } from '../reference/describe-command.ts';
import { writeManPage } from '../reference/man-page.ts';

/** Prints the manual page, generated from the definitions of the commands. */
export const runMan: Command<{ readonly program: Verb }> = async ({ stdout }, { program }) => {
  stdout.write(writeManPage(describeCommandLine(program), program.version() ?? ''));
  return exitStatus.ok;
};
