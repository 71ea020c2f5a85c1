import type { Mail } from '../../../../domain/mail/mail.ts';
import { toDate, toLine, toText } from '../../decode.ts';
import { selectColumns } from '../../odoo-columns.ts';
import type { OdooSchema } from '../../odoo-schema.ts';
import { toSchedule } from '../../schedule.ts';

/** `notification` in 14, `is_notification` after. */
const mailColumns = [
  'id',
  'mail_message_id',
  'state',
  'email_to',
  'email_cc',
  'scheduled_date',
  'failure_reason',
  'failure_type',
  'notification',
  'is_notification',
  'auto_delete',
  'create_date',
  'write_date',
];

const messageColumns = ['subject', 'email_from', 'date', 'model', 'res_id', 'mail_server_id', 'author_id'];

export interface MailRow {
  readonly id: number;
  readonly mail_message_id: number;
  readonly state: string | null;
  readonly email_to: string | null;
  readonly email_cc: string | null;
  readonly scheduled_date: number | string | null;
  readonly failure_reason: string | null;
  readonly failure_type?: string | null;
  readonly notification?: boolean | null;
  readonly is_notification?: boolean | null;
  readonly auto_delete: boolean | null;
  readonly create_date: number | null;
  readonly write_date: number | null;
  readonly subject: string | null;
  readonly email_from: string | null;
  readonly date: number | null;
  readonly model: string | null;
  readonly res_id: number | null;
  readonly mail_server_id: number | null;
  readonly author_id: number | null;
}

/** What a list shows of mail_mail: no text but the failure. */
export const selectMailColumns = (schema: OdooSchema): string =>
  selectColumns(schema, 'mail_mail', 'mail_mail', mailColumns);

/** What a list shows of mail_message. No name is in both. */
export const selectMessageColumns = (schema: OdooSchema): string =>
  selectColumns(schema, 'mail_message', 'mail_message', messageColumns);

export const toMail = (row: MailRow): Mail => ({
  id: row.id,
  messageId: row.mail_message_id,
  state: toLine(row.state) ?? '',
  subject: toLine(row.subject),
  from: toLine(row.email_from),
  to: toLine(row.email_to),
  cc: toLine(row.email_cc),
  date: toDate(row.date),
  createdAt: toDate(row.create_date),
  changedAt: toDate(row.write_date),
  schedule: toSchedule(row.scheduled_date),
  failureReason: toText(row.failure_reason),
  failureType: toLine(row.failure_type),
  isNotification: (row.is_notification ?? row.notification) === true,
  autoDelete: row.auto_delete === true,
  document: toDocument(row.model, row.res_id),
  forcedServerId: row.mail_server_id,
  authorId: row.author_id,
});

const toDocument = (model: string | null, id: number | null): Mail['document'] =>
  model === null || model === '' || id === null || id === 0 ? null : { model: toLine(model), id };
