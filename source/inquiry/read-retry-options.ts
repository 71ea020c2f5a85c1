import { type RetryOptions, usualMaxAgeMs } from '../changes/retry/retry-options.ts';
import { forcedReasons, type IncludableReason, includableReasons } from '../changes/retry/set-aside.ts';
import { parsePace } from '../domain/change/pace.ts';
import { UsageError } from '../domain/errors.ts';
import type { MailFilter } from '../domain/mail/mail-filter.ts';
import { type MailFilterOptions, readMailFilter } from './read-mail-filter.ts';

/** How mails are to be sent again, as it was typed. */
export interface RetryChoices {
  readonly pace?: string;
  readonly force: boolean;
  readonly include?: readonly string[];
  readonly holdOthers?: boolean;
  readonly canary: boolean;
}

/** The failed mails that a filter means. @throws UsageError where it means others, or cannot be read. */
export const readRetryFilter = (options: MailFilterOptions, now: Date): MailFilter => {
  const given = readMailFilter(options, now);
  if (given.states?.some((state) => state !== 'exception')) {
    throw new UsageError('retry takes failed mails only: --state exception.');
  }
  return given.ids === undefined ? { ...given, states: ['exception'] } : given;
};

/** @throws UsageError that names the choice which cannot be read. */
export const readRetryOptions = ({
  pace: text,
  force,
  include = [],
  holdOthers = false,
  canary,
}: RetryChoices): RetryOptions => {
  const pace = text === undefined ? undefined : parsePace(text);
  if (text !== undefined && pace === undefined) {
    throw new UsageError(`--pace takes a number of mails a minute, hour or day, such as 500/day, not '${text}'.`);
  }
  const included = include.flatMap((names) => names.split(',')).map(readReason);
  return {
    include: new Set([...included, ...(force ? forcedReasons : [])]),
    maxAgeMs: usualMaxAgeMs,
    canary,
    holdOthers,
    ...(pace === undefined ? {} : { pace }),
  };
};

const readReason = (text: string): IncludableReason => {
  const reason = includableReasons.find((known) => known === text);
  if (reason !== undefined) return reason;
  throw new UsageError(`--include takes ${includableReasons.join(', ')}, not '${text}'.`);
};
