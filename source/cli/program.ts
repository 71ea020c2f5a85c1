import { Option, program as root, type Command as Verb } from 'commander';
import { UsageError } from '../domain/errors.ts';
import { causeIds } from '../domain/finding/cause-id.ts';
import { knownSeries, newestSeries } from '../domain/odoo/odoo-series.ts';
import { parseOdooUrl } from '../domain/odoo/odoo-url.ts';
import { suggest } from '../domain/wording/nearest.ts';
import { keepHeapSmall, optimizeLate } from '../lib/keep-heap-small.ts';
import type { Command, RunCommand } from '../world/command.ts';
import { checkOdooAccess } from './options/check-odoo-access.ts';
import { addChanges } from './verbs/change-verbs.ts';
import type { DemoArguments } from './verbs/demo.ts';
import { addInspectionVerbs } from './verbs/inspection-verbs.ts';
import { addMailVerbs } from './verbs/mail-verbs.ts';
import { addProbe } from './verbs/probe/probe.ts';
import { addReferenceVerbs } from './verbs/reference-verbs.ts';
import { addWatchVerbs } from './verbs/watch-verbs.ts';

/** A week. PostgreSQL and Node both count milliseconds in 32 bits, which end after 24 days. */
const mostSeconds = 7 * 24 * 60 * 60;

/** A whole number of at least `least`; commander reports the sentence as wrong usage. */
const wholeNumber =
  (name: string, least: number, most: number = Number.MAX_SAFE_INTEGER) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < least) {
      throw new UsageError(`${name} takes a whole number of at least ${least}, not '${text}'.`);
    }
    if (value > most) throw new UsageError(`${name} takes at most ${most}, not '${text}'.`);
    return value;
  };

const noSuchCommand = (program: Verb, word: string): UsageError => {
  const names = program.commands.map((verb) => verb.name());
  return names.includes(word)
    ? new UsageError('console takes no arguments.', 'Run odoo-mail-doctor --help for what there is.')
    : new UsageError(
        `There is no command '${word}'.`,
        suggest(word, names, 'Run odoo-mail-doctor --help for what there is.'),
      );
};

type Verbose = boolean | 'twice';

/** `-vv`, or `-v -v`. */
const countVerbose = (_none: string, before: Verbose): Verbose => (before === false ? true : 'twice');

const addGlobalOptions = (program: Verb): Verb =>
  program
    .option(
      '-c, --config <file>',
      'an odoo.conf; default: $ODOO_RC, /etc/odoo/odoo.conf, /etc/odoo.conf, ~/.config/Odoo/odoo.conf, ~/.odoorc',
    )
    .option('-d, --database <name>', 'which database; default from odoo.conf, else the console asks')
    .option('--all-databases', 'every Odoo database of the cluster', false)
    .option('--dsn <uri>', 'postgres://… replaces the database part of the target')
    .option('--odoo-url <url>', 'Odoo over HTTP, for what only Odoo can do; key: $ODOO_API_KEY or asked', parseOdooUrl)
    .option('--odoo-login <name>', 'the account for --odoo-url')
    .option('--odoo-bin <path>', "odoo-bin, for the same through its shell, run as Odoo's account")
    .addOption(
      new Option('--format <format>', 'how to print')
        .choices(['text', 'json', 'markdown', 'csv', 'nagios'])
        .default('text'),
    )
    .option('--resolver <host[:port]>', 'DNS server for every name that is looked up')
    .option('--read-only', 'refuse every write, whatever else is said', false)
    .option('--deadline <seconds>', 'for the whole run', wholeNumber('--deadline', 1, mostSeconds), 30)
    .option('--timeout <seconds>', 'for one network step', wholeNumber('--timeout', 1, mostSeconds), 10)
    .option('--no-color', 'no colours (also NO_COLOR)')
    .addOption(
      new Option('--theme <ground>', "the console's colours for a light or a dark ground").choices(['light', 'dark']),
    )
    .option('--ascii', 'ASCII alone: signs, lines and letters', false)
    .option('--utc', "times in UTC, not in this machine's zone", false)
    .option('-v, --verbose', 'show the evidence of what is not fine; -vv: of everything', countVerbose, false);

/** The command line: verbs, their flags, and for each the chunk that does it, loaded only when asked for. */
export const createProgram = (version: string, run: RunCommand): Verb => {
  const program = root.createCommand();
  program
    .name('odoo-mail-doctor')
    .description("Finds out why Odoo's e-mail stopped, and mends it.")
    .version(version, '--version')
    .helpOption('-h, --help')
    .showHelpAfterError('Run odoo-mail-doctor --help for what it takes.')
    .configureHelp({ showGlobalOptions: true });
  addGlobalOptions(program);
  program.hook('preAction', (_program, verb) => {
    checkOdooAccess(verb.optsWithGlobals());
    // All that tells a time follows the zone of the process.
    if (verb.optsWithGlobals()['utc'] === true) process.env['TZ'] = 'UTC';
    if (program.opts()['verbose'] === 'twice') {
      program.setOptionValue('verbose', true);
      program.setOptionValue('allEvidence', true);
    }
  });

  program
    .command('console', { isDefault: true })
    .description('the live console (the default)')
    // The default command also gets a word that is no command.
    .allowExcessArguments()
    .action((_options, verb: Verb) => {
      const [word] = verb.args;
      if (word !== undefined) throw noSuchCommand(program, word);
      const openDemo: Command = async (context) =>
        (await import('./verbs/demo.ts')).runDemo(context, { odoo: newestSeries });
      keepHeapSmall();
      optimizeLate();
      return run(async () => (await import('./verbs/console.ts')).runConsole, { openDemo }, verb.optsWithGlobals());
    });

  program
    .command('check')
    .argument('[cause...]', `which causes to run; default all: ${causeIds.join(', ')}`)
    .description('measures every cause and says which one to mend first')
    .option('--redact', 'shorten names of persons and mail addresses, to paste the report into a ticket', false)
    .option('--try-login', 'send a password again that its server has refused before', false)
    .action((named: string[], options: { redact: boolean; tryLogin: boolean }, verb: Verb) => {
      keepHeapSmall();
      optimizeLate();
      return run(
        async () => (await import('./verbs/check.ts')).runCheckCommand,
        { causes: named, ...options },
        verb.optsWithGlobals(),
      );
    });

  program
    .command('queue')
    .description('counts by state, age of the oldest waiting mail, failures grouped')
    .option('--recent <n>', 'also the newest N waiting and failed mails', wholeNumber('--recent', 1))
    .action((options: { recent?: number }, verb: Verb) =>
      run(async () => (await import('./verbs/queue.ts')).runQueue, options, verb.optsWithGlobals()),
    );

  program
    .command('classify')
    .argument('[text]', 'a stored failure, a bounce or a server reply; without it standard input is read as one text')
    .description('what a failure text means and who must act')
    .option('-0, --null', 'standard input holds several texts separated by NUL; one result a line', false)
    .action((text: string | undefined, options: { null: boolean }, verb: Verb) =>
      run(
        async () => (await import('./verbs/classify.ts')).runClassify,
        { text, nullSeparated: options.null },
        verb.optsWithGlobals(),
      ),
    );

  program
    .command('schema')
    .argument('[command...]', 'check, or probe smtp; without one, which commands have a schema')
    .description('the JSON Schema of what a command prints with --format json')
    .action((command: string[], _options: object, verb: Verb) =>
      run(async () => (await import('./verbs/schema.ts')).runSchema, { command }, verb.optsWithGlobals()),
    );

  program
    .command('demo')
    .description('the console on an embedded sick Odoo')
    .argument('[scenario]', 'what it suffers from; see --list')
    .option('--odoo <version>', `its version, ${knownSeries}`, wholeNumber('--odoo', 1), newestSeries)
    .option('--list', 'list the scenarios', false)
    .option('--serve', 'start it without the console, say how to reach it, and serve it until stopped', false)
    .option('--fleet', 'several databases on one server, and the table of all of them', false)
    .option('--traffic', 'with --serve: new mails are written while it is served', false)
    .action((scenario: string | undefined, options: Omit<DemoArguments, 'scenario'>, verb: Verb) =>
      run(
        async () => (await import('./verbs/demo.ts')).runDemo,
        scenario === undefined ? options : { ...options, scenario },
        verb.optsWithGlobals(),
      ),
    );

  program
    .command('mcp')
    .description(
      'the same questions for an AI agent (Model Context Protocol on standard input and output): it reads and previews, never changes',
    )
    .option('--full-addresses', 'mail addresses whole; otherwise they are shortened', false)
    .action((options: { fullAddresses: boolean }, verb: Verb) =>
      run(async () => (await import('./verbs/mcp.ts')).runMcp, options, verb.optsWithGlobals()),
    );

  addChanges(program, run);
  addInspectionVerbs(program, run);
  addMailVerbs(program, run);
  addWatchVerbs(program, run);
  addProbe(program, run);
  addReferenceVerbs(program, run);

  return program;
};
