import type { MailSize } from '../../../../domain/mail/mail-attachment.ts';
import type { MailSelection } from '../../../../domain/mail/mail-selection.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';
import { clausesFor, type MailClauses } from './given-mails.ts';

/** Of a business record, as 18 and later tell (`_prepare_outgoing_list`, addons/mail/models/mail_mail.py). */
const linkable =
  "coalesce(sum(a.file_size) filter (where a.res_model not in ('', 'mail.message') and a.res_id <> 0), 0)::float8";

const body = 'coalesce(octet_length(body_html), 0) as body';

/** Few mails: their files by index lookups. `offset 0` as in given-mails.ts. */
const composeForFew = ({ mails }: MailClauses): string => `
  select m.id as "mailId", m.body, files.size as attachments, files.linkable, files.count as "attachmentCount"
  from ${mails(`id, mail_message_id, ${body}`)}
  cross join lateral (
    select coalesce(sum(a.file_size), 0)::float8 as size, ${linkable} as linkable, count(*)::int as count
    from message_attachment_rel r
    cross join lateral (select file_size, res_model, res_id from ir_attachment where id = r.attachment_id offset 0) a
    where r.message_id = m.mail_message_id
  ) files
  order by m.body + files.size desc, m.id
  limit $2`;

/**
 * Many mails: most have no file. One of those is among the heaviest only if its body is among the longest: whichever has a
 * longer one weighs more, with files or without.
 */
const composeForMany = ({ mails }: MailClauses): string => `
  with filed as (
    select m.id, m.body, coalesce(sum(a.file_size), 0)::float8 as attachments, ${linkable} as linkable,
      count(*)::int as "attachmentCount"
    from ${mails(`id, mail_message_id, ${body}`)}
    join message_attachment_rel r on r.message_id = m.mail_message_id
    join ir_attachment a on a.id = r.attachment_id
    group by m.id, m.body
  )
  select id as "mailId", body, attachments, linkable, "attachmentCount"
  from (
    select * from filed
    union all
    select id, body, 0, 0, 0
    from (select id, body from ${mails(`id, ${body}`)} order by body desc, id limit $2) longest
    where not exists (select from filed where filed.id = longest.id)
  ) weighed
  order by body + attachments desc, id
  limit $2`;

/** Run on Odoo 14–19. octet_length reads a body's length from its TOAST pointer, not the body. */
const compose = (selected: MailSelection): string => {
  const clauses = clausesFor(selected);
  return clauses.many ? composeForMany(clauses) : composeForFew(clauses);
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
