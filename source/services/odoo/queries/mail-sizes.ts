import type { MailSize } from '../../../domain/mail-attachment.ts';
import type { QueryOptions } from '../../postgres/database.ts';
import { type OdooSource, readRows } from '../source.ts';
import { givenMails } from './given-mails.ts';

/** Run on Odoo 14–19. octet_length reads a body's length from its TOAST pointer, not the body. */
const text = `
  select m.id as "mailId", m.body, files.size as attachments, files.count as "attachmentCount"
  from ${givenMails('id, mail_message_id, coalesce(octet_length(body_html), 0) as body')}
  cross join lateral (
    select coalesce(sum(a.file_size), 0)::float8 as size, count(*)::int as count
    from message_attachment_rel r
    cross join lateral (select file_size from ir_attachment where id = r.attachment_id offset 0) a
    where r.message_id = m.mail_message_id
  ) files
  order by m.body + files.size desc, m.id
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
