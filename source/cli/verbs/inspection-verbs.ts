import type { Command as Verb } from 'commander';
import { UsageError } from '../../domain/errors.ts';
import type { RunCommand } from '../../world/command.ts';
import type { FindArguments } from './find.ts';
import type { HistoryArguments } from './history.ts';
import type { SendTestArguments } from './send-test.ts';

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

const rowId = (name: string) => numberBetween(name, 1, 2 ** 31 - 1);

/** `find`, `explain`, `history` and `send-test`: what there is to know of mails and of changes around them, and one to try. */
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

  program
    .command('send-test')
    .description('sends one real message the way Odoo would, and tells what the server said last')
    .requiredOption('--to <address>', 'who gets it; exactly one address')
    .option('--server <id>', 'through this mail server', rowId('--server'))
    .option('--from <address>', "from this sender; default: the first company's address")
    .option('--mail <id>', 'as this mail would go: its server, From and envelope', rowId('--mail'))
    .option('--apply', 'send it; otherwise nothing is sent', false)
    .action((options: SendTestArguments, verb: Verb) =>
      run(async () => (await import('./send-test.ts')).runSendTest, options, verb.optsWithGlobals()),
    );

  program
    .command('history')
    .description('tells what changed before mail broke, when and by whom')
    .option('--since <age>', 'how far back: 12h, 2d, 1w; without it from two days before the first failure')
    .option('--redact', 'shorten names of persons and mail addresses, to paste it into a ticket', false)
    .action((options: HistoryArguments, verb: Verb) =>
      run(async () => (await import('./history.ts')).runHistory, options, verb.optsWithGlobals()),
    );

  program
    .command('score')
    .argument('<mail>', "a mail's id, or the path of a message that a mailbox saved (.eml)")
    .description('judges from 0 to 10 how likely a message arrives, and says what costs points; sends nothing')
    .action((what: string, _options: unknown, verb: Verb) =>
      run(async () => (await import('./score.ts')).runScore, { what }, verb.optsWithGlobals()),
    );
};
