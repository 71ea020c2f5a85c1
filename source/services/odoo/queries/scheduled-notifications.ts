import type { ScheduledNotification } from '../../../domain/scheduled-message.ts';
import type { QueryOptions } from '../../postgres/database.ts';
import { epoch } from '../columns.ts';
import { toDate } from '../decode.ts';
import { hasTable } from '../schema.ts';
import { type OdooSource, readRows } from '../source.ts';

/** Run on Odoo 16–19. */
const text = `
  select id, mail_message_id as message_id, ${epoch('scheduled_datetime')} as at
  from mail_message_schedule
  order by scheduled_datetime, id
  limit $1`;

interface Row {
  readonly id: number;
  readonly message_id: number;
  readonly at: number;
}

/**
 * Messages whose recipients are to be notified later, earliest first; no mail of them exists yet. Undefined where Odoo
 * has no such table (15 and before). Cost: a scan of a table that holds only what is still to come.
 */
export const readScheduledNotifications = async (
  source: OdooSource,
  limit: number,
  options?: QueryOptions,
): Promise<readonly ScheduledNotification[] | undefined> => {
  if (!hasTable(source.schema, 'mail_message_schedule')) return undefined;
  const statement = { what: 'the scheduled notifications (mail_message_schedule)', text, values: [limit] };
  const rows = await readRows<Row>(source, statement, options);
  return rows.map((row) => ({ id: row.id, messageId: row.message_id, at: toDate(row.at) }));
};
