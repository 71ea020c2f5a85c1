import type { MailSize } from '../../../../domain/mail/mail-attachment.ts';
import type { MailSelection } from '../../../../domain/mail/mail-selection.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';
import { clausesFor } from './given-mails.ts';

/** Of a business record, as 18 and later tell (`_prepare_outgoing_list`, addons/mail/models/mail_mail.py). */
const linkable =
  "coalesce(sum(a.file_size) filter (where a.res_model not in ('', 'mail.message') and a.res_id <> 0), 0)::float8";

/** Few mails: their files by index lookups. `offset 0` as in given-mails.ts. */
const fileByFile = `
  cross join lateral (
    select coalesce(sum(a.file_size), 0)::float8 as size, ${linkable} as linkable, count(*)::int as count
    from message_attachment_rel r
    cross join lateral (select file_size, res_model, res_id from ir_attachment where id = r.attachment_id offset 0) a
    where r.message_id = m.mail_message_id
  ) files`;

/** Many mails: most have no file, and those that have one are found in one pass. */
const inOnePass = (mails: string): string => `
  left join (
    select r.message_id, coalesce(sum(a.file_size), 0)::float8 as size, ${linkable} as linkable, count(*)::int as count
    from (select mail_message_id from ${mails}) m
    join message_attachment_rel r on r.message_id = m.mail_message_id
    join ir_attachment a on a.id = r.attachment_id
    group by r.message_id
  ) files on files.message_id = m.mail_message_id`;

/** Run on Odoo 14–19. octet_length reads a body's length from its TOAST pointer, not the body. */
const compose = (selected: MailSelection): string => {
  const { mails, many } = clausesFor(selected);
  return `
  select m.id as "mailId", m.body, coalesce(files.size, 0) as attachments, coalesce(files.linkable, 0) as linkable,
    coalesce(files.count, 0) as "attachmentCount"
  from ${mails('id, mail_message_id, coalesce(octet_length(body_html), 0) as body')}
  ${many ? inOnePass(mails('mail_message_id')) : fileByFile}
  order by m.body + coalesce(files.size, 0) desc, m.id
  limit $2`;
};

/** The heaviest of those mails, heaviest first. Cost: some index lookups a mail and attachment. */
export const readMailSizes = (
  source: OdooSource,
  selected: MailSelection,
  limit: number,
  options?: QueryOptions,
): Promise<readonly MailSize[]> => {
  const statement = { what: 'the attachments (ir_attachment)', text: compose(selected), values: [selected, limit] };
  return readRows<MailSize>(source, statement, options);
};
