import type { RoutingFields } from '../../../../domain/mail/routing-fields.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { toDate } from '../../decode.ts';
import { epoch } from '../../odoo-columns.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';
import { theirMessages } from './given-mails.ts';
import { type RoutingRow, routingColumns, toRoutingFields } from './read-routing-fields.ts';

/** When mails of one way were last seen to leave; it may have been later. */
export interface LastSent {
  readonly way: RoutingFields;
  readonly at: Date;
}

/** What is older stands further back in the tables. */
const newest = 5_000;

/**
 * A mail that was kept left when it was last written. One that deleted itself left its notification, which has no date:
 * it left after its message was made. Run on Odoo 14–19.
 */
const compose = ({ schema, notifications: { name: table } }: OdooSource): string => {
  const columns = routingColumns(schema);
  return `
  select ${columns}, ${epoch('max(at)')} as at
  from (
    select m.write_date as at, ${columns}
    from (
      select * from (select id, mail_message_id, state, write_date from mail_mail order by id desc limit ${newest}) latest
      where state = 'sent' and write_date >= $1::timestamptz at time zone 'UTC'
      offset 0
    ) m
    ${theirMessages(columns)}
    union all
    select g.create_date, ${columns}
    from (
      select * from (select id, create_date, ${columns} from mail_message order by id desc limit ${newest}) latest
      where create_date >= $1::timestamptz at time zone 'UTC'
      offset 0
    ) g
    where exists (
      select from ${table} n
      where n.mail_message_id = g.id and n.notification_type = 'email' and n.notification_status = 'sent'
      offset 0
    )
  ) sent
  group by ${columns}`;
};

/** When each way was last seen to work since then. Cost: the newest rows of two tables by primary key. */
export const readLastSent = async (
  source: OdooSource,
  since: Date,
  options?: QueryOptions,
): Promise<readonly LastSent[]> => {
  const statement = { what: 'what was sent (mail_mail, mail_message)', text: compose(source) };
  const rows = await readRows<RoutingRow & { readonly at: number }>(
    source,
    { ...statement, values: [since.toISOString()] },
    options,
  );
  return rows.map((row) => ({ way: toRoutingFields(row), at: toDate(row.at) }));
};
