import type { DatabaseStep, PlannedRow, RowChange } from '../../domain/change/plan.ts';
import type { RetryCandidate } from '../../domain/change/retry-candidate.ts';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { formatStoredTime } from '../../domain/odoo/stored-time.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import { inBatches } from '../../lib/batches.ts';
import { minuteMs } from '../../lib/time-units.ts';
import { rowsInTransaction } from '../batch-sizes.ts';
import type { Slot } from './retry-pace.ts';

interface Moment {
  readonly now: Date;
  /** When which of the mails leave, in their order; undefined: none of them is told when. */
  readonly slots: readonly Slot[] | undefined;
}

/**
 * The transactions that put mails back into the queue, as Odoo's own Retry does and then some: those who have the mail
 * are taken off it first, and the old failure is forgotten (mark_outgoing keeps it until the mail is sent).
 * Notifications are left alone: the next run resets them itself.
 */
export const planRetrySteps = (mails: readonly RetryCandidate[], { now, slots }: Moment): DatabaseStep[][] => {
  const schedule = slots?.flatMap(({ at, mails: count }) => Array.from({ length: count }, () => at));
  const after = createAfter(formatStoredTime(now));
  const changes = mails.map((mail, index) =>
    planRow(mail, after, schedule === undefined ? ownSchedule(mail, now) : scheduleOf(schedule[index] ?? null)),
  );
  return inBatches(mails, rowsInTransaction).map((batch, index) => {
    const rows = changes.slice(index * rowsInTransaction, (index + 1) * rowsInTransaction);
    const update: DatabaseStep = {
      kind: 'update-rows',
      table: 'mail_mail',
      rows,
      deciding: 'state',
      unread: ['failure_reason'],
    };
    return [...takeOutServed(batch), update];
  });
};

/** One step for each relation in which anybody served stands. */
const takeOutServed = (batch: readonly RetryCandidate[]): readonly DatabaseStep[] => {
  const served = batch.flatMap(({ id, partners }) =>
    partners.servedIn.flatMap(({ relation, partners: those }) => those.map((partner) => ({ id, relation, partner }))),
  );
  return [...Map.groupBy(served, ({ relation }) => relation)].map(([table, those]) => ({
    kind: 'delete-rows',
    table,
    rows: those.map(({ id, partner }) => ({ mail_mail_id: String(id), res_partner_id: String(partner) })),
    units: those.map(({ id }) => id),
  }));
};

interface Schedule {
  readonly scheduled_date: string | null;
}

/** What is written to a mail: one object for all that get the same. */
type MakeAfter = (hasType: boolean) => PlannedRow;

const createAfter = (writeDate: string): MakeAfter => {
  const plain = { state: 'outgoing', failure_reason: null, write_date: writeDate };
  const typed = { state: 'outgoing', failure_reason: null, failure_type: null, write_date: writeDate };
  return (hasType) => (hasType ? typed : plain);
};

/** `schedule` undefined leaves the mail's own date alone. */
const planRow = ({ id, stored }: RetryCandidate, afterOf: MakeAfter, schedule: Schedule | undefined): RowChange => {
  const { scheduled_date = null, ...others } = stored;
  const after = afterOf('failure_type' in stored);
  return schedule === undefined
    ? { id, unit: id, before: others, after }
    : { id, unit: id, before: { ...others, scheduled_date }, after: { ...after, ...schedule } };
};

const scheduleOf = (at: Date | null): Schedule => ({ scheduled_date: at === null ? null : formatStoredTime(at) });

/** A date that is yet to come stands in the plan as it is, so that whoever sends at once knows to leave the mail. */
const ownSchedule = ({ stored }: RetryCandidate, now: Date): Schedule | undefined => {
  const date = stored['scheduled_date'] ?? '';
  return date > formatStoredTime(now) ? { scheduled_date: date } : undefined;
};

/** Whether a mail carries a date of its own that is yet to come. */
export const hasFutureDate = (mail: RetryCandidate, now: Date): boolean => ownSchedule(mail, now) !== undefined;

const batchesApartMs = 2 * minuteMs;

/**
 * When Odoo must be woken again where a run of its queue stops after one batch; others go on by themselves,
 * so a large queue would leave at a batch an hour.
 */
export const wakeAgainAt = (
  series: OdooSeries,
  { waiting, batchSize, now }: { readonly waiting: number; readonly batchSize: number; readonly now: Date },
): readonly Date[] =>
  traitsOf(series).stopsAfterOneBatch
    ? Array.from(
        { length: Math.max(0, Math.ceil(waiting / batchSize) - 1) },
        (_, batch) => new Date(now.getTime() + (batch + 1) * batchesApartMs),
      )
    : [];
