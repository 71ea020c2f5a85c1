import type { Bounce } from '../../../../domain/mail/bounce.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { toDate, toLine, toText } from '../../decode.ts';
import { epoch } from '../../odoo-columns.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';

/** The inner limit bounds the work by the index on notification_status. Run on Odoo 14–19. */
const compose = ({ notifications: { name } }: OdooSource): string => `
  select n.failure_reason as reason, p.email as address, ${epoch('g.date')} as date
  from (
    select mail_message_id, res_partner_id, failure_reason
    from ${name}
    where notification_status = 'bounce' and notification_type = 'email'
    limit $1
  ) n
  join mail_message g on g.id = n.mail_message_id
  left join res_partner p on p.id = n.res_partner_id
  order by g.date desc nulls last`;

interface Row {
  readonly reason: string | null;
  readonly address: string | null;
  readonly date: number | null;
}

/** Bounces that came back and were read, newest message first, at most `limit`. Cost: by index, two lookups for each. */
export const readBounces = async (
  source: OdooSource,
  limit: number,
  options?: QueryOptions,
): Promise<readonly Bounce[]> => {
  const statement = {
    what: `the notifications (${source.notifications.name})`,
    text: compose(source),
    values: [limit],
  };
  const rows = await readRows<Row>(source, statement, options);
  return rows.map(({ reason, address, date }) => ({
    reason: toText(reason),
    address: toLine(address),
    writtenAt: toDate(date),
  }));
};
