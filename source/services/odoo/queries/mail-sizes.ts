import type { MailSize } from '../../../domain/mail-attachment.ts';
import type { QueryOptions } from '../../postgres/database.ts';
import { type OdooSource, readRows } from '../source.ts';

/** Run on Odoo 14–19. octet_length reads a body's length from its TOAST pointer, not the body. */
const text = `
  select size.mail_id as "mailId", size.body, size.attachments, size.count as "attachmentCount"
  from (
    select m.id as mail_id, coalesce(octet_length(m.body_html), 0) as body,
      coalesce(sum(a.file_size), 0)::float8 as attachments, count(a.id)::int as count
    from mail_mail m
    left join message_attachment_rel r on r.message_id = m.mail_message_id
    left join ir_attachment a on a.id = r.attachment_id
    where m.id = any($1::int[])
    group by m.id
  ) size
  order by size.body + size.attachments desc, size.mail_id
  limit $2`;

/** The heaviest of those mails, heaviest first. Cost: some index lookups a mail and attachment. */
export const readMailSizes = (
  source: OdooSource,
  mailIds: readonly number[],
  limit: number,
  options?: QueryOptions,
): Promise<readonly MailSize[]> => {
  const statement = { what: 'the attachments (ir_attachment)', text, values: [mailIds, limit] };
  return readRows<MailSize>(source, statement, options);
};
