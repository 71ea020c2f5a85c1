import type { BounceTrace } from '../../../../domain/mail/bounce.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { toLine, toText } from '../../decode.ts';
import { hasColumn } from '../../odoo-columns.ts';
import { hasTable } from '../../odoo-schema.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';

/** More recipients than this nobody reads. */
const mostRecipients = 50;

/** Run on Odoo 14–19. */
const compose = ({ schema, notifications: { name } }: OdooSource): string => `
  select p.email as address, n.notification_status as status, n.failure_reason as reason,
    ${hasColumn(schema, 'res_partner', 'message_bounce') ? 'coalesce(p.message_bounce, 0)' : 'null::int'} as counted,
    ${hasTable(schema, 'mail_blacklist') ? 'b.listed is not null' : 'false'} as "isBlacklisted"
  from ${name} n
  left join res_partner p on p.id = n.res_partner_id
  ${
    hasTable(schema, 'mail_blacklist')
      ? `left join lateral (
    select true as listed from mail_blacklist l where l.email = p.email_normalized and l.active limit 1
  ) b on true`
      : ''
  }
  where n.mail_message_id = $1 and n.notification_type = 'email'
  order by n.id
  limit ${mostRecipients}`;

interface Row {
  readonly address: string | null;
  readonly status: string | null;
  readonly reason: string | null;
  readonly counted: number | null;
  readonly isBlacklisted: boolean;
}

/** What came back from the recipients of a message, and what Odoo has noted of them. Cost: by index, some recipients. */
export const readBounceTraces = async (
  source: OdooSource,
  messageId: number,
  options?: QueryOptions,
): Promise<readonly BounceTrace[]> => {
  const text = compose(source);
  const statement = { what: `the notifications (${source.notifications.name})`, text, values: [messageId] };
  const rows = await readRows<Row>(source, statement, options);
  return rows.map(({ address, status, reason, counted, isBlacklisted }) => ({
    address: toLine(address),
    status: toLine(status),
    reason: toText(reason),
    counted: counted ?? undefined,
    isBlacklisted,
  }));
};
