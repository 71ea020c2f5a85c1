import { dayMs, hourMs, minuteMs } from '../../lib/time-units.ts';
import type { QuotaReset } from './classes/class-facts.ts';
import { type FailureClass, meaningOf } from './classes/index.ts';
import { pickByServer, type ReplyingServer } from './replying-server.ts';

const units: Readonly<Record<string, number>> = { s: 1_000, m: minuteMs, h: hourMs, d: dayMs };

const named =
  /\b(?:in|after|for|within|wait|next)(?: about| at least| the next)? (\d{1,5}) ?(s|sec|seconds?|m|mins?|minutes?|h|hours?|d|days?)\b/;

/** How long a server asks to wait, in ms; null where it names no time. */
export const readNamedWait = (words: string): number | null => {
  const match = named.exec(words.toLowerCase());
  const unit = units[match?.[2]?.charAt(0) ?? ''];
  return match === null || unit === undefined ? null : Number(match[1]) * unit;
};

/** How long to wait before a retry, in ms: what the server asked for, else what is usual; `null` if waiting is no cure. */
export const waitBeforeRetry = (failureClass: FailureClass, words: string): number | null => {
  const { waitMinutes } = meaningOf(failureClass);
  return waitMinutes === undefined ? null : (readNamedWait(words) ?? waitMinutes * minuteMs);
};

/** When this server's allowance comes back, where it is documented. */
export const quotaResetOf = (failureClass: FailureClass, voices: ReadonlySet<ReplyingServer>): QuotaReset | null => {
  const { reset, resetFrom } = meaningOf(failureClass);
  return reset ?? pickByServer(resetFrom, voices) ?? null;
};
