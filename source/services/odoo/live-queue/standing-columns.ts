import { isOutstanding, type OutstandingState } from '../../../domain/mail/outstanding-mail.ts';
import { type MailColumns, OutstandingMails } from '../../../domain/mail/outstanding-mails.ts';
import { fillFromTexts, fillIds, fillSomeTimes, fillTimes } from './packed-column.ts';
import { parseScheduledDate } from './scheduled-date.ts';

/** Some thousand neighbours of one state; null where there is none to tell of. */
export interface StandingRow {
  readonly state: string | null;
  readonly mails: number;
  readonly ids: string | null;
  readonly queued: string | null;
  /** Of those that were changed since they were queued, or have no date of that. */
  readonly changed: string | null;
  readonly scheduled: string | null;
}

/** The mails of all pieces that have not left, state by state. */
export const toOutstandingMails = (rows: readonly StandingRow[]): OutstandingMails =>
  new OutstandingMails(
    [...Map.groupBy(rows, ({ state }) => state)].flatMap(([state, pieces]) =>
      isOutstanding(state) ? [toColumns(state, pieces)] : [],
    ),
  );

/** Puts the pieces of a state together. */
const toColumns = (state: OutstandingState, pieces: readonly StandingRow[]): MailColumns => {
  const length = pieces.reduce((sum, { mails }) => sum + mails, 0);
  const ids = new Int32Array(length);
  const queuedAt = new Float64Array(length);
  // As a rule no mail was written to since it was queued, and none has a date before which it does not leave.
  const changedAt = pieces.some(({ changed }) => changed !== null) ? new Float64Array(length) : queuedAt;
  const scheduledAt = pieces.some(({ scheduled }) => scheduled !== null)
    ? new Float64Array(length).fill(Number.NaN)
    : undefined;
  let from = 0;
  for (const piece of pieces) {
    const to = from + piece.mails;
    const own = ids.subarray(from, to);
    fillIds(own, piece.ids ?? '');
    fillTimes(queuedAt.subarray(from, to), piece.queued ?? '');
    if (changedAt !== queuedAt) changedAt.set(queuedAt.subarray(from, to), from);
    fillSomeTimes(changedAt.subarray(from, to), own, piece.changed ?? '');
    if (scheduledAt !== undefined) {
      fillFromTexts(scheduledAt.subarray(from, to), own, {
        texts: piece.scheduled ?? '',
        toNumber: (text) => parseScheduledDate(text)?.getTime() ?? Number.NaN,
      });
    }
    from = to;
  }
  return { all: true, state, ids, queuedAt, changedAt, scheduledAt };
};
