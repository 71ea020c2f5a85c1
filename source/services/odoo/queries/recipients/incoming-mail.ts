import type { IncomingMail } from '../../../../domain/mail/bounce.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { toDate } from '../../decode.ts';
import { epoch } from '../../odoo-columns.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';

/**
 * Up to 16 mail that a person wrote in Odoo is of type `email` too; what Odoo wrote has `-openerp-` in its Message-ID
 * (odoo/tools/mail.py, `generate_tracking_message_id`). Run on Odoo 14–19.
 */
const text = `
  select count(*)::int as "lookedAt", ${epoch('min(m.date)')} as since,
    ${epoch(`max(m.date) filter (where m.message_type = 'email' and m.message_id not like '%-openerp-%')`)} as last
  from (select message_type, message_id, date from mail_message order by id desc limit $1) m`;

interface Row {
  readonly lookedAt: number;
  readonly since: number | null;
  readonly last: number | null;
}

/** Whether anything from outside is among the newest `limit` messages. Cost: so many rows by primary key. */
export const readIncomingMail = async (
  source: OdooSource,
  limit: number,
  options?: QueryOptions,
): Promise<IncomingMail> => {
  const statement = { what: 'the messages (mail_message)', text, values: [limit] };
  const [row] = await readRows<Row>(source, statement, options);
  return { lookedAt: row?.lookedAt ?? 0, since: toDate(row?.since ?? null), lastAt: toDate(row?.last ?? null) };
};
