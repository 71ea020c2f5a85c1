import type { RoutingFields } from '../../../../domain/mail/routing-fields.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';
import { theirMessages } from './given-mails.ts';
import { type RoutingRow, routingColumns, toRoutingFields } from './read-routing-fields.ts';

/** Mails of one way that the next run of the queue sends. */
export interface DueMails {
  readonly way: RoutingFields;
  readonly ids: readonly number[];
}

/** 14 compares its dates as text, 15 writes them so that they sort as text (mail/models/mail_mail.py). Run on Odoo 14–19. */
const compose = ({ schema }: OdooSource): string => {
  const columns = routingColumns(schema);
  return `
  select ${columns}, array_agg(m.id order by m.id) as ids
  from (
    select id, mail_message_id from mail_mail
    where state = 'outgoing'
      and (scheduled_date is null or scheduled_date::text < to_char(now() at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS'))
    offset 0
  ) m
  ${theirMessages(columns)}
  group by ${columns}
  order by count(*) desc`;
};

/**
 * The mails that the next run of the queue sends, whoever wakes it, by the way they take, most first. Cost: the whole
 * table once, since the state has no index, and an index lookup a mail; what takes longer than `timeoutMs` fails.
 */
export const readDueMails = async (source: OdooSource, options?: QueryOptions): Promise<readonly DueMails[]> => {
  const statement = { what: 'the mail queue (mail_mail)', text: compose(source) };
  const rows = await readRows<RoutingRow & { readonly ids: readonly number[] }>(source, statement, options);
  return rows.map((row) => ({ way: toRoutingFields(row), ids: row.ids }));
};
