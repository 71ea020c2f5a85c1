import type { Command as Verb } from 'commander';
import { UsageError } from '../../domain/errors.ts';
import type { RunCommand } from '../../world/command.ts';
import type { FindArguments } from './find.ts';

const numberBetween =
  (name: string, least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    // What may be less than one may be a fraction.
    const form = least < 1 ? /^\d+(?:\.\d+)?$/ : /^\d+$/;
    if (form.test(text) && value >= least && value <= most) return value;
    throw new UsageError(
      `${name} takes ${least < 1 ? 'a' : 'a whole'} number from ${least} to ${most}, not '${text}'.`,
    );
  };

/** `find` and `explain`: what there is to know of single mails. */
export const addInspectionVerbs = (program: Verb, run: RunCommand): void => {
  program
    .command('find')
    .argument('<text>', "a mail's id, a Message-ID, an address, a name, a document's number, or words of the subject")
    .description('finds mails in every state, also those that Odoo deleted after sending')
    .option('--limit <n>', 'mails of a page', numberBetween('--limit', 1, 1_000), 20)
    .option(
      '--for <seconds>',
      'how long to search before saying how far it came',
      numberBetween('--for', 0.05, 3_600),
      0.3,
    )
    .option('--continue <token>', 'go on where an earlier search of the same text ended')
    .action((text: string, options: Omit<FindArguments, 'text'>, verb: Verb) =>
      run(async () => (await import('./find.ts')).runFind, { text, ...options }, verb.optsWithGlobals()),
    );

  program
    .command('explain')
    .argument('<mail>', "a mail's id, or what find takes; then the newest mail that fits")
    .description('tells the whole story of one mail: its way, a live try, why it is where it is, and what to say')
    .action((text: string, _options: unknown, verb: Verb) =>
      run(async () => (await import('./explain.ts')).runExplain, { text }, verb.optsWithGlobals()),
    );
};
