import type { FailedNotifications } from '../../../../domain/mail/failed-notification.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { toDate, toLine, toText } from '../../decode.ts';
import { epoch } from '../../odoo-columns.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';

/** The inner limit bounds the work by the index on notification_status, the order comes after. Run on Odoo 14–19. */
const compose = ({ notifications: { name, mailColumn } }: OdooSource): string => `
  select n.id, n.mail_message_id as message_id, n.notification_status as status, n.failure_type, n.failure_reason,
    n.res_partner_id as partner_id, g.subject, g.model, g.res_id, ${epoch('g.date')} as date
  from (
    select id, mail_message_id, notification_status, failure_type, failure_reason, res_partner_id
    from ${name}
    where notification_status in ('exception', 'bounce') and notification_type = 'email' and ${mailColumn} is null
    limit $1
  ) n
  join mail_message g on g.id = n.mail_message_id
  order by n.id desc`;

interface Row {
  readonly id: number;
  readonly message_id: number;
  readonly status: string;
  readonly failure_type: string | null;
  readonly failure_reason: string | null;
  readonly partner_id: number | null;
  readonly subject: string | null;
  readonly model: string | null;
  readonly res_id: number | null;
  readonly date: number | null;
}

/**
 * Failures of which no mail is left: bounces, and mails that deleted themselves without having been sent. At most
 * `limit` of them, any where there are more. Cost: by index on the status, and one lookup for each.
 */
export const readFailedNotifications = async (
  source: OdooSource,
  limit: number,
  options?: QueryOptions,
): Promise<FailedNotifications> => {
  const statement = { what: `the notifications (${source.notifications.name})`, text: compose(source) };
  const rows = await readRows<Row>(source, { ...statement, values: [limit + 1] }, options);
  const notifications = rows.slice(0, limit).map((row) => ({
    id: row.id,
    messageId: row.message_id,
    status: row.status,
    failureType: toLine(row.failure_type),
    failureReason: toText(row.failure_reason),
    partnerId: row.partner_id,
    subject: toLine(row.subject),
    // Odoo writes 0 where there is none.
    document: row.model !== null && row.res_id ? { model: toLine(row.model), id: row.res_id } : null,
    date: toDate(row.date),
  }));
  return { notifications, complete: rows.length <= limit };
};
