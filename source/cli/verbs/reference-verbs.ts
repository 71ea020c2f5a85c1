import { Argument, type Command as Verb } from 'commander';
import type { RunCommand } from '../../world/command.ts';
import { type CompletedShell, completedShells } from '../reference/shells.ts';

/** `completion` and `man`: what is generated from the definitions of all commands. */
export const addReferenceVerbs = (program: Verb, run: RunCommand): void => {
  program
    .command('completion')
    .description('prints what makes a shell complete commands, options and their values')
    .addArgument(new Argument('<shell>', 'which shell').choices(completedShells))
    .action((shell: CompletedShell, _options: object, verb: Verb) =>
      run(async () => (await import('./completion.ts')).runCompletion, { shell, program }, verb.optsWithGlobals()),
    );

  program
    .command('man')
    .description('prints the manual page, for man -l -')
    .action((_options: object, verb: Verb) =>
      run(async () => (await import('./man.ts')).runMan, { program }, verb.optsWithGlobals()),
    );
};
