import type { Remedy, RemedyRequest } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { measureQueueCron } from '../../checks/measure/measure-database.ts';
import type { DatabaseStep, RowChange } from '../../domain/change/plan.ts';
import { UserError } from '../../domain/errors.ts';
import { planQueueCalls } from '../../domain/odoo/queue-calls.ts';
import { formatStoredTime } from '../../domain/odoo/stored-time.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { countOf } from '../../domain/wording/count.ts';
import { inBatches } from '../../lib/batches.ts';
import { dayMs, hourMs } from '../../lib/time-units.ts';
import { composePlan } from '../../remedies/compose-plan.ts';
import { findRelay, requireText } from '../../remedies/outgoing-server/server-settings.ts';
import { readLastRefusals } from './last-refusals.ts';
import { measureServerBacklog } from './measure-server-backlog.ts';
import { measureUsage } from './measure-usage.ts';

/** What is written from now on needs a part of the allowance, too. */
const share = 0.9;
/** Rows that one transaction changes, so that the queue's cron is never kept waiting for long. */
const rowsAtOnce = 500;
const usualPace = 500;

/** What waits leaves little by little: each mail gets the hour before which Odoo does not send it. */
export const paceQueue: Remedy = {
  id: 'rate-limit.pace',
  title: 'Spread what waits over time, under the provider’s limit',
  risk: 'careful',
  inputs: async (context, subject) => {
    const relay = await findRelay(context, subject);
    return [
      {
        name: 'perDay',
        label: 'Mails a day',
        kind: 'number',
        suggestion: String(await suggestPace(context, relay.subject)),
      },
      {
        name: 'startHours',
        label: 'Begin in how many hours',
        kind: 'number',
        suggestion: String(await suggestStart(context, relay.subject)),
      },
    ];
  },
  plan: async (context, request) => {
    const relay = await findRelay(context, request.subject);
    const pace = requireNumber(request, 'perDay', 'Mails a day', 1);
    const startMs = requireNumber(request, 'startHours', 'Begin in how many hours', 0) * hourMs;
    const { mails } = await measureServerBacklog(context, relay.subject);
    const times = spread(mails.length, pace).map((ms) =>
      formatStoredTime(new Date(context.now().getTime() + startMs + ms)),
    );
    const rows = await planRows(
      context,
      mails.map(({ id }) => id),
      startMs === 0 ? leaveFirst(times) : times,
    );
    if (rows.length === 0) throw new UserError('Nothing waits that would have to be spread.');
    return composePlan(
      {
        ...paceQueue,
        title: `Spread ${countOf(mails.length, 'waiting mail')} of ${relay.title} over time, ${pace} a day`,
      },
      { subject: relay.subject },
      {
        locksQueue: true,
        onStaleRows: 'skip',
        transactions: [...divideRows(rows), ...(await planCalls(context, times))],
        warnings: [
          `The last of them leaves at ${times.at(-1)} UTC.`,
          'Mails that are written from now on are not held back, and count against the limit as well.',
        ],
        irreversible: ['What has been sent by the time of an undo stays sent.'],
        affects: { count: rows.length, noun: 'mail' },
      },
    );
  },
};

const requireNumber = (request: RemedyRequest, name: string, label: string, least: number): number => {
  const value = Number(requireText(request, name, label));
  if (Number.isFinite(value) && value >= least) return value;
  throw new UserError(`${label} must be a number of at least ${least}.`);
};

/** When each of so many mails may leave, ms from the start: as many an hour as come to the pace; Odoo looks hourly. */
const spread = (count: number, perDay: number): readonly number[] => {
  const perHour = Math.floor(perDay / 24);
  return Array.from({ length: count }, (_, index) =>
    perHour >= 1 ? Math.floor(index / perHour) * hourMs : Math.floor((index * 24) / perDay) * hourMs,
  );
};

/** Those of the first hour are due now and stay as they are. */
const leaveFirst = (times: readonly string[]): readonly (string | undefined)[] =>
  times.map((time) => (time === times[0] ? undefined : time));

const planRows = async (
  { odoo, signal }: CheckContext,
  ids: readonly number[],
  times: readonly (string | undefined)[],
): Promise<readonly RowChange[]> => {
  const current = await odoo.rowsText('mail_mail', ids, ['scheduled_date', 'state'], { signal });
  return ids.flatMap((id, index) => {
    const row = current.get(id);
    const time = times[index];
    if (row?.['state'] !== 'outgoing' || time === undefined || row['scheduled_date'] === time) return [];
    return [{ id, before: { scheduled_date: row['scheduled_date'] ?? null }, after: { scheduled_date: time } }];
  });
};

/** Odoo's queue looks every hour, and so up to an hour late: it is called when each batch may leave. 14 knows no calls. */
const mostCalls = 1_000;

const planCalls = async (
  context: CheckContext,
  times: readonly string[],
): Promise<readonly (readonly DatabaseStep[])[]> => {
  const { value: queue } = await measureQueueCron(context);
  if (queue.kind === 'missing' || !traitsOf(context.odoo.version.series).cronTriggers) return [];
  const now = context.now();
  const moments = [...new Set(times)].map((time) => new Date(`${time.replace(' ', 'T')}Z`)).filter((at) => at > now);
  // Of very many the last ones are left to the hourly run, all but the very last, which was promised.
  const called = moments.length <= mostCalls ? moments : [...moments.slice(0, mostCalls - 1), ...moments.slice(-1)];
  return called.length === 0 ? [] : [planQueueCalls(queue.cron.id, called, now)];
};

const divideRows = (rows: readonly RowChange[]): readonly (readonly DatabaseStep[])[] =>
  inBatches(rows, rowsAtOnce).map((batch) => [{ kind: 'update-rows', table: 'mail_mail', rows: batch }]);

/** A little under the provider's tightest limit. */
const suggestPace = async (context: CheckContext, subject: string): Promise<number> => {
  const { usages } = await measureUsage(context);
  const aDay = usages
    .filter(({ relay }) => relay.subject === subject)
    .map(({ quota }) => (quota.limit.count * dayMs) / quota.windowMs);
  return aDay.length === 0 ? usualPace : Math.floor(Math.min(...aDay) * share);
};

/** Once the allowance is back: when the server takes mail again after what it said last, or a day where all is used up. */
const suggestStart = async (context: CheckContext, subject: string): Promise<number> => {
  const [{ usages }, refusals] = await Promise.all([measureUsage(context), readLastRefusals(context)]);
  const last = refusals?.get(subject);
  const untilMs = last === undefined ? 0 : last.back.at.getTime() - context.now().getTime();
  const usedUp = usages.filter(
    ({ relay, quota, sent }) => relay.subject === subject && (sent ?? 0) >= quota.limit.count,
  );
  const resetMs = Math.max(0, ...usedUp.map(({ quota }) => quota.windowMs));
  return Math.ceil(Math.max(0, untilMs, resetMs) / hourMs);
};
