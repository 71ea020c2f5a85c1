import type { FailureClass } from './failure-class.ts';
import type { Voice } from './voice.ts';

const minute = 60_000;
const hour = 60 * minute;

/** The wait after which a retry makes sense, in ms, where the server names none. Greylists: RFC 6647 §4.4. */
const usualWait: Partial<Record<FailureClass, number>> = {
  'auth.temporary': 5 * minute,
  'grey.listed': 15 * minute,
  'net.dns_temporary': 5 * minute,
  'odoo.online_daily_limit': 24 * hour,
  'rate.burst': 10 * minute,
  'rate.concurrent': 5 * minute,
  'rate.daily': 24 * hour,
  'rate.hourly': hour,
  'rate.login': hour,
  'rate.recipient_mailbox': hour,
  'rate.reputation': 4 * hour,
  'rate.server_busy': 30 * minute,
  rate_or_maintenance: 30 * minute,
  'rcpt.full': 24 * hour,
  'rep.ip': 24 * hour,
};

const units: Readonly<Record<string, number>> = { s: 1_000, m: minute, h: hour, d: 24 * hour };

const named =
  /\b(?:in|after|for|within|wait|next)(?: about| at least| the next)? (\d{1,5}) ?(s|sec|seconds?|m|mins?|minutes?|h|hours?|d|days?)\b/;

const readNamedWait = (words: string): number | null => {
  const match = named.exec(words.toLowerCase());
  const unit = units[match?.[2]?.charAt(0) ?? ''];
  return match === null || unit === undefined ? null : Number(match[1]) * unit;
};

/** How long to wait before a retry, in ms: what the server asked for, else what is usual; `null` if waiting is no cure. */
export const waitBeforeRetry = (failureClass: FailureClass, words: string): number | null => {
  const usual = usualWait[failureClass];
  return usual === undefined ? null : (readNamedWait(words) ?? usual);
};

/** When a used-up allowance comes back: over a sliding window, or at a time of day. */
export type QuotaReset =
  | { readonly kind: 'sliding'; readonly windowMs: number }
  | { readonly kind: 'daily'; readonly utc: string };

const slidingDay: QuotaReset = { kind: 'sliding', windowMs: 24 * hour };

const resets: Partial<Record<FailureClass, Partial<Record<Voice, QuotaReset>>>> = {
  'rate.daily': { google: slidingDay, microsoft: slidingDay, amazon: slidingDay },
  'quota.plan': { sendgrid: { kind: 'daily', utc: '00:00' } },
};

/** When this server's allowance comes back, where it is documented. Odoo Online: 23:00 UTC (odoo/documentation faq.rst). */
export const quotaResetOf = (failureClass: FailureClass, voices: ReadonlySet<Voice>): QuotaReset | null => {
  if (failureClass === 'odoo.online_daily_limit') return { kind: 'daily', utc: '23:00' };
  for (const voice of voices) {
    const reset = resets[failureClass]?.[voice];
    if (reset !== undefined) return reset;
  }
  return null;
};
