import type { RowChange } from '../../domain/change/plan.ts';
import type { Quota } from '../../domain/providers/quota.ts';
import { countOf } from '../../domain/wording/count.ts';
import { dayMs, hourMs } from '../../lib/time-units.ts';
import type { Usage } from './measure-usage.ts';

/** What is written from now on needs a part of the allowance, too. */
const share = 0.9;
const usualPace = 500;

/** Mails a day, a little under the tightest of a provider's limits. */
export const paceUnder = (quotas: readonly Pick<Quota, 'limit' | 'windowMs'>[]): number => {
  const aDay = quotas.map(({ limit, windowMs }) => (limit.count * dayMs) / windowMs);
  return aDay.length === 0 ? usualPace : Math.floor(Math.min(...aDay) * share);
};

/** Once the allowance is back: when the server takes mail again after what it said last, or a day where all is used up. */
export const hoursUntilBack = (
  usages: readonly { readonly sent: Usage['sent']; readonly quota: Pick<Quota, 'limit' | 'windowMs'> }[],
  takesAgainAt: Date | undefined,
  now: Date,
): number => {
  const untilMs = takesAgainAt === undefined ? 0 : takesAgainAt.getTime() - now.getTime();
  const usedUp = usages.filter(({ quota, sent }) => sent !== undefined && sent >= quota.limit.count);
  return Math.ceil(Math.max(0, untilMs, ...usedUp.map(({ quota }) => quota.windowMs)) / hourMs);
};

/** When each of so many mails may leave, ms from the start: as many an hour as come to the pace; Odoo looks hourly. */
export const spreadOverHours = (count: number, perDay: number): readonly number[] => {
  const perHour = Math.floor(perDay / 24);
  return Array.from({ length: count }, (_, index) =>
    perHour >= 1 ? Math.floor(index / perHour) * hourMs : Math.floor((index * 24) / perDay) * hourMs,
  );
};

/** Those of the first hour are due now and stay as they are. */
export const leaveFirst = (times: readonly string[]): readonly (string | undefined)[] =>
  times.map((time) => (time === times[0] ? undefined : time));

/** The rows of those that wait still and have another date; `times` in the order of the ids, undefined: as it is. */
export const scheduleRows = (
  ids: readonly number[],
  current: ReadonlyMap<number, Readonly<Record<string, string | null>>>,
  times: readonly (string | undefined)[],
): readonly RowChange[] =>
  ids.flatMap((id, index) => {
    const row = current.get(id);
    const time = times[index];
    if (row?.['state'] !== 'outgoing' || time === undefined || row['scheduled_date'] === time) return [];
    return [{ id, before: { scheduled_date: row['scheduled_date'] ?? null }, after: { scheduled_date: time } }];
  });

/** Odoo's queue looks every hour, and so up to an hour late: it is called when each batch may leave. */
const mostCalls = 1_000;

/** When it is called, of the times (UTC) when mails may leave: those to come. */
export const chooseCalls = (times: readonly string[], now: Date): readonly Date[] => {
  const moments = [...new Set(times)].map((time) => new Date(`${time.replace(' ', 'T')}Z`)).filter((at) => at > now);
  // Of very many the last ones are left to the hourly run, all but the very last, which was promised.
  return moments.length <= mostCalls ? moments : [...moments.slice(0, mostCalls - 1), ...moments.slice(-1)];
};

/** Those of the first hour leave as they would have, and some have their time already. */
export const tellUnwritten = (others: number): readonly string[] =>
  others === 0 ? [] : [`${countOf(others, 'more waiting mail')} of this server already at the right time: left alone.`];
