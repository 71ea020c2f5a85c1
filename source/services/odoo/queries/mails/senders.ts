import type { MailSelection } from '../../../../domain/mail/mail-selection.ts';
import type { QueueSender } from '../../../../domain/mail/queue-sender.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { toLine } from '../../decode.ts';
import { hasColumn } from '../../odoo-columns.ts';
import type { OdooSchema } from '../../odoo-schema.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';
import { clausesFor } from './given-mails.ts';

/** Run on Odoo 14–19. Company and alias domain are on the message from 17 on. */
const compose = (schema: OdooSchema, selected: MailSelection): string => {
  const { mails, messages } = clausesFor(selected);
  const keys = ['email_from', 'mail_server_id', 'record_company_id', 'record_alias_domain_id']
    .filter((column) => hasColumn(schema, 'mail_message', column))
    .join(', ');
  return `
  select ${keys}, count(*)::int as mails, max(m.id) as sample,
    case when min(author_id) = max(author_id) and count(author_id) = count(*) then min(author_id) end as author_id
  from ${mails('id, mail_message_id')}
  ${messages(`author_id, ${keys}`)}
  group by ${keys}
  order by mails desc, sample desc`;
};

interface Row {
  readonly email_from: string | null;
  readonly mail_server_id: number | null;
  readonly record_company_id?: number | null;
  readonly record_alias_domain_id?: number | null;
  readonly author_id: number | null;
  readonly mails: number;
  readonly sample: number;
}

/** Who the selected mails come from, most mails first. Cost: two index lookups a mail, or a pass over both tables for many. */
export const readSenders = async (
  source: OdooSource,
  selected: MailSelection,
  options?: QueryOptions,
): Promise<readonly QueueSender[]> => {
  const statement = { what: 'the senders (mail_message)', text: compose(source.schema, selected), values: [selected] };
  const rows = await readRows<Row>(source, statement, options);
  return rows.map((row) => ({
    from: toLine(row.email_from),
    forcedServerId: row.mail_server_id,
    companyId: row.record_company_id,
    aliasDomainId: row.record_alias_domain_id,
    authorId: row.author_id,
    mails: row.mails,
    sampleMailId: row.sample,
  }));
};
