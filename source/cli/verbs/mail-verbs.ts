import type { Command as Verb } from 'commander';
import type { RunCommand } from '../../world/command.ts';
import { addMailFilterOptions } from '../options/mail-filter-options.ts';
import type { CancelArguments } from './cancel.ts';
import type { PurgeArguments } from './purge.ts';
import type { RetryArguments } from './retry.ts';

const applyWords = 'do what the preview says; without it nothing is changed';

/** `retry`, `cancel` and `purge`: what acts on the mails that filters select. */
export const addMailVerbs = (program: Verb, run: RunCommand): void => {
  addMailFilterOptions(program.command('retry'))
    .description('send failed mails again: never to who has them already, and only what a live handshake lets through')
    .option('--pace <mails/span>', 'at most so many in a span: 500/day, 60/hour, 10/minute')
    .option('--force', 'also old mails, those that may have arrived, and those whose cause is still there', false)
    .option(
      '--include <kind...>',
      'also mails of that kind: old, may-be-delivered, refused-for-good, limit-reached, too-early, refused-lately, cause-remains, lost-attachment, blacklisted',
    )
    .option('--hold-others', 'hold waiting mails that the woken queue would send into a refusal', false)
    .option('--no-canary', 'skip the live handshake with the mail servers')
    .option('--wait', 'wait until they were sent or failed again', false)
    .option('--apply', applyWords, false)
    .action((options: RetryArguments, verb: Verb) =>
      run(async () => (await import('./retry.ts')).runRetry, options, verb.optsWithGlobals()),
    );

  addMailFilterOptions(program.command('cancel'))
    .description('cancel waiting and failed mails, and clear their red envelopes')
    .option('--apply', applyWords, false)
    .action((options: CancelArguments, verb: Verb) =>
      run(async () => (await import('./cancel.ts')).runCancel, options, verb.optsWithGlobals()),
    );

  addMailFilterOptions(program.command('purge'))
    .description('archive and delete failed and cancelled mails; needs --older-than, --before or --id')
    .option('--apply', applyWords, false)
    .action((options: PurgeArguments, verb: Verb) =>
      run(async () => (await import('./purge.ts')).runPurge, options, verb.optsWithGlobals()),
    );
};
