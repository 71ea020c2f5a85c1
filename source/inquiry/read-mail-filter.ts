import { UsageError } from '../domain/errors.ts';
import type { MailFilter } from '../domain/mail/mail-filter.ts';
import { type MailState, mailStates } from '../domain/mail/mail-state.ts';
import { parseAge } from '../domain/mail/parse-age.ts';
import type { FailureClass } from '../domain/replies/classes/index.ts';
import { matchClasses } from '../domain/replies/match-classes.ts';

/** The filters of `retry`, `cancel` and `purge` as they were typed. */
export interface MailFilterOptions {
  readonly id?: readonly string[];
  readonly state?: readonly string[];
  readonly class?: readonly string[];
  readonly server?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly olderThan?: string;
  readonly before?: string;
  readonly limit?: string;
}

/**
 * The filter behind the options.
 * @throws UsageError that names the option which cannot be read.
 */
export const readMailFilter = (options: MailFilterOptions, now: Date): MailFilter => {
  const before = readBefore(options, now);
  return {
    ...(options.id && { ids: options.id.flatMap(splitList).map((text) => wholeNumber('--id', text)) }),
    ...(options.state && { states: options.state.flatMap(splitList).map(readState) }),
    ...(options.class && { classes: options.class.flatMap(splitList).flatMap(readClasses) }),
    ...(options.server && {
      serverIds: options.server.flatMap(splitList).map((text) => wholeNumber('--server', text)),
    }),
    ...(options.from !== undefined && { from: someText('--from', options.from) }),
    ...(options.to !== undefined && { to: someText('--to', options.to) }),
    ...(before !== undefined && { before }),
    ...(options.limit !== undefined && { limit: wholeNumber('--limit', options.limit) }),
  };
};

/** A variable of a script that is empty must not mean every mail. */
const splitList = (text: string): readonly string[] => {
  const parts = text.split(',').filter((part) => part.trim() !== '');
  if (parts.length > 0) return parts;
  throw new UsageError('A filter is empty, and would mean every mail.', 'Leave it out, or say what it is to hold.');
};

const someText = (name: string, text: string): string => {
  if (text.trim() !== '') return text;
  throw new UsageError(`${name} is empty, and would mean every mail.`, 'Leave it out, or say what it is to hold.');
};

const largestId = 2_147_483_647;

const wholeNumber = (name: string, text: string): number => {
  const value = Number(text);
  if (/^\d{1,10}$/.test(text) && value >= 1 && value <= largestId) return value;
  throw new UsageError(`${name} takes a whole number of at least 1, not '${text}'.`);
};

const readState = (text: string): MailState => {
  const state = mailStates.find((known) => known === text);
  if (state !== undefined) return state;
  throw new UsageError(`There is no state '${text}'; there are: ${mailStates.join(', ')}.`);
};

const readClasses = (text: string): readonly FailureClass[] => {
  const meant = matchClasses(text);
  if (meant.length > 0) return meant;
  throw new UsageError(`There is no failure class '${text}'.`, 'queue lists the classes that your failures have.');
};

const readBefore = ({ olderThan, before }: MailFilterOptions, now: Date): Date | undefined => {
  const moments = [
    ...(olderThan === undefined ? [] : [new Date(now.getTime() - readAge(olderThan))]),
    ...(before === undefined ? [] : [readDate(before)]),
  ];
  return moments.toSorted((one, other) => one.getTime() - other.getTime())[0];
};

const readAge = (text: string): number => {
  const ms = parseAge(text);
  if (ms !== undefined) return ms;
  throw new UsageError(`--older-than takes an age such as 90m, 12h, 30d or 2w, not '${text}'.`);
};

const readDate = (text: string): Date => {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)Z?)?$/.exec(text) ?? [];
  const date = new Date(`${day}T${time ?? '00:00'}Z`);
  if (!Number.isNaN(date.getTime())) return date;
  throw new UsageError(`--before takes a date such as 2026-11-01 or 2026-11-01T09:00 (UTC), not '${text}'.`);
};
