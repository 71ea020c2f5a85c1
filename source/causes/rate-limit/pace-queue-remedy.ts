import type { Remedy, RemedyRequest } from '../../checks/cause.ts';
import type { CheckContext } from '../../checks/context.ts';
import { measureQueueCron } from '../../checks/measure/measure-database.ts';
import type { DatabaseStep, RowChange } from '../../domain/change/plan.ts';
import { UserError } from '../../domain/errors.ts';
import { planQueueCalls } from '../../domain/odoo/queue-calls.ts';
import { formatStoredTime } from '../../domain/odoo/stored-time.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { countOf } from '../../domain/wording/count.ts';
import { formatDateTime } from '../../domain/wording/duration.ts';
import { inBatches } from '../../lib/batches.ts';
import { hourMs } from '../../lib/time-units.ts';
import { composePlan } from '../../remedies/compose-plan.ts';
import { findRelay, requireText } from '../../remedies/outgoing-server/server-settings.ts';
import {
  chooseCalls,
  hoursUntilBack,
  leaveFirst,
  paceUnder,
  scheduleRows,
  spreadOverHours,
  tellUnwritten,
} from './judge-pace.ts';
import { readLastRefusals } from './last-refusals.ts';
import { measureServerBacklog } from './measure-server-backlog.ts';
import { measureUsage } from './measure-usage.ts';

/** Rows that one transaction changes, so that the queue's cron is never kept waiting for long. */
const rowsAtOnce = 500;

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
    const moments = spreadOverHours(mails.length, pace).map((ms) => new Date(context.now().getTime() + startMs + ms));
    const times = moments.map(formatStoredTime);
    const rows = await planRows(
      context,
      mails.map(({ id }) => id),
      startMs === 0 ? leaveFirst(times) : times,
    );
    if (rows.length === 0) throw new UserError('Nothing waits that would have to be spread.');
    return composePlan(
      {
        ...paceQueue,
        title: `Spread ${countOf(rows.length, 'waiting mail')} of ${relay.title} over time, ${pace} a day`,
      },
      { subject: relay.subject },
      {
        locksQueue: true,
        onStaleRows: 'skip',
        transactions: [...divideRows(rows), ...(await planCalls(context, times))],
        warnings: [
          ...moments.slice(-1).map((last) => `The last of them leaves at ${formatDateTime(last)}.`),
          ...tellUnwritten(mails.length - rows.length),
          'Mails that are written from now on are not held back, and count against the limit as well.',
        ],
        irreversible: ['What has been sent by the time of an undo stays sent.'],
        affects: { count: rows.length, noun: 'mail' },
      },
    );
  },
};

/** @throws UserError where it is no number, or a lower one. */
export const requireNumber = (request: RemedyRequest, name: string, label: string, least: number): number => {
  const value = Number(requireText(request, name, label));
  if (Number.isFinite(value) && value >= least) return value;
  throw new UserError(`${label} must be a number of at least ${least}.`);
};

const planRows = async (
  { odoo, signal }: CheckContext,
  ids: readonly number[],
  times: readonly (string | undefined)[],
): Promise<readonly RowChange[]> => {
  return scheduleRows(ids, await odoo.rowsText('mail_mail', ids, ['scheduled_date', 'state'], { signal }), times);
};

const planCalls = async (
  context: CheckContext,
  times: readonly string[],
): Promise<readonly (readonly DatabaseStep[])[]> => {
  const { value: queue } = await measureQueueCron(context);
  if (queue.kind === 'missing' || !traitsOf(context.odoo.version.series).cronTriggers) return [];
  const now = context.now();
  const called = chooseCalls(times, now);
  return called.length === 0 ? [] : [planQueueCalls(queue.cron.id, called, now)];
};

const divideRows = (rows: readonly RowChange[]): readonly (readonly DatabaseStep[])[] =>
  inBatches(rows, rowsAtOnce).map((batch) => [{ kind: 'update-rows', table: 'mail_mail', rows: batch }]);

const suggestPace = async (context: CheckContext, subject: string): Promise<number> => {
  const { usages } = await measureUsage(context);
  return paceUnder(usages.flatMap(({ relay, quota }) => (relay.subject === subject ? [quota] : [])));
};

const suggestStart = async (context: CheckContext, subject: string): Promise<number> => {
  const [{ usages }, refusals] = await Promise.all([measureUsage(context), readLastRefusals(context)]);
  const theirs = usages.filter(({ relay }) => relay.subject === subject);
  return hoursUntilBack(theirs, refusals?.get(subject)?.back.at, context.now());
};
