import { isOutstanding, type OutstandingMail } from '../../../domain/mail/outstanding-mail.ts';
import { sanitize } from '../../../domain/sanitize.ts';
import { parseScheduledDate } from './scheduled-date.ts';

/** One mail as its row and its message have it. */
export interface DetailRow {
  readonly id: number;
  readonly tuple_id: string;
  readonly state: string | null;
  readonly create_date: Date | null;
  readonly write_date: Date | null;
  readonly scheduled_date: string | null;
  readonly date: Date | null;
  readonly failure_reason: string | null;
  readonly message_id: number | null;
  readonly deletes_itself: boolean;
}

/** Null for a mail that is sent, cancelled, or in a state that Odoo does not have. */
export const toOutstandingMail = (row: DetailRow): OutstandingMail | null => {
  if (!isOutstanding(row.state)) return null;
  return {
    id: row.id,
    state: row.state,
    tupleId: row.tuple_id,
    queuedAt: row.create_date ?? row.date ?? row.write_date,
    changedAt: row.write_date ?? row.create_date,
    scheduledAt: parseScheduledDate(row.scheduled_date),
    failureReason: row.failure_reason === null ? null : sanitize(row.failure_reason),
    messageId: row.message_id,
    deletesItself: row.deletes_itself,
  };
};
