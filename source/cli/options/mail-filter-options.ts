import type { Command as Verb } from 'commander';
import { mailStates } from '../../domain/mail/mail-state.ts';

/** Adds them to a verb. */
export const addMailFilterOptions = (verb: Verb): Verb =>
  verb
    .option('--id <n...>', 'mails by their id')
    .option('--state <state...>', `only mails in that state: ${mailStates.join(', ')}`)
    .option('--class <class...>', 'only failures of that class, as classify names them; rate.* is a family')
    .option('--server <id...>', 'only mails that insist on that outgoing server')
    .option('--from <text>', 'only mails whose From contains it')
    .option('--to <text>', 'only mails with a recipient whose name or address contains it')
    .option('--older-than <age>', 'only mails older than that: 90m, 12h, 30d, 2w')
    .option('--before <date>', 'only mails from before that date (UTC): 2026-11-01, 2026-11-01T09:00')
    .option('--limit <n>', 'only the oldest so many');
