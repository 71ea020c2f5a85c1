import type { NoticesLeft } from '../../../../domain/mail/vanished-mail.ts';
import type { Database, QueryOptions } from '../../../postgres/database.ts';
import { toLine, toText } from '../../decode.ts';
import { findColumn, findNotificationTable, type NotificationTable, type OdooSchema } from '../../odoo-schema.ts';
import { runStatement } from '../../statement.ts';

interface NoticeSource {
  readonly database: Database;
  readonly schema: OdooSchema;
}

/** Run on Odoo 14–19. */
const compose = ({ name, mailColumn }: NotificationTable, hasColumn: (column: string) => boolean): string => {
  const stored = (column: string): string =>
    hasColumn(column) ? `(array_agg(${column}) filter (where has_failed))[1]` : 'null::text';
  return `
  select message_id, count(*)::int as "all", count(*) filter (where has_failed)::int as failed,
    (array_agg(notification_status) filter (where has_failed))[1] as status,
    ${stored('failure_type')} as failure_type, ${stored('failure_reason')} as failure_reason
  from (
    select n.*, n.mail_message_id as message_id, n.notification_status in ('exception', 'bounce') as has_failed
    from ${name} n
    where n.mail_message_id = any($1::int[]) and n.${mailColumn} is null and n.notification_type = 'email'
  ) left_behind
  group by message_id`;
};

interface Row {
  readonly message_id: number;
  readonly all: number;
  readonly failed: number;
  readonly status: string | null;
  readonly failure_type: string | null;
  readonly failure_reason: string | null;
}

/**
 * What the e-mail notifications of those messages say that belong to no mail any more, by message; nothing where the
 * columns for it are not there or may not be read. Cost: one index lookup a message and notification.
 */
export const readNoticesLeft = async (
  { database, schema }: NoticeSource,
  messages: readonly number[],
  options?: QueryOptions,
): Promise<ReadonlyMap<number, NoticesLeft>> => {
  const table = findNotificationTable(schema);
  const isReadable = (column: string): boolean =>
    table !== undefined && findColumn(schema, table.name, column)?.readable === true;
  if (table === undefined) return new Map();
  if (!['mail_message_id', table.mailColumn, 'notification_type', 'notification_status'].every(isReadable))
    return new Map();
  const statement = { what: `the notifications (${table.name})`, text: compose(table, isReadable), values: [messages] };
  const rows = await runStatement<Row>(database, schema.database, statement, options);
  return new Map(
    rows.map(({ message_id: message, all, failed, status, failure_type: type, failure_reason: reason }) => {
      const failure = status === null ? null : { status, failureType: toLine(type), failureReason: toText(reason) };
      return [message, { all, failed, failure }] as const;
    }),
  );
};
