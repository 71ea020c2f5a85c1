import type { Command as Verb } from 'commander';
import type { RunCommand } from '../../world/command.ts';
import type { FixArguments } from './fix.ts';

const collect = (value: string, earlier: readonly string[]): readonly string[] => [...earlier, value];

/** The verbs that change something, or take a change back. */
export const addChanges = (program: Verb, run: RunCommand): void => {
  program
    .command('fix')
    .description('lists the remedies at hand; with an id previews one, with --apply carries it out')
    .argument('[remedy]', 'id of a remedy: cron.activate')
    .option('--subject <subject>', 'what to mend where there are several: server:3')
    .option('--set <name=value>', "one of the remedy's inputs; may be repeated", collect, [])
    .option('--secret-stdin', 'read the secret that the remedy needs from standard input', false)
    .option('--apply', 'do it; otherwise nothing is changed', false)
    .action((remedy: string | undefined, options: Omit<FixArguments, 'remedy'>, verb: Verb) =>
      run(
        async () => (await import('./fix.ts')).runFix,
        remedy === undefined ? options : { ...options, remedy },
        verb.optsWithGlobals(),
      ),
    );

  program
    .command('undo')
    .description('takes a change of this database back, the newest by default')
    .argument('[entry]', 'its id in the journal')
    .action((entry: string | undefined, _options: object, verb: Verb) =>
      run(
        async () => (await import('./undo.ts')).runUndo,
        entry === undefined ? {} : { entry },
        verb.optsWithGlobals(),
      ),
    );

  program
    .command('journal')
    .description('lists what was changed in this database')
    .action((_options: object, verb: Verb) =>
      run(async () => (await import('./journal.ts')).runJournal, undefined, verb.optsWithGlobals()),
    );
};
