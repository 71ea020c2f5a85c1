import type { MailContent } from '../../../../domain/mail/mail.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { toLine, toText } from '../../decode.ts';
import { selectColumns } from '../../odoo-columns.ts';
import type { OdooSchema } from '../../odoo-schema.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';

const messageColumns = [
  'reply_to',
  'message_id',
  'message_type',
  'parent_id',
  'record_company_id',
  'record_alias_domain_id',
];

interface Row {
  readonly id: number;
  readonly body_html: string | null;
  readonly headers: string | null;
  readonly references: string | null;
  readonly reply_to: string | null;
  readonly message_id: string | null;
  readonly message_type: string | null;
  readonly parent_id: number | null;
  readonly record_company_id?: number | null;
  readonly record_alias_domain_id?: number | null;
}

/** Run on Odoo 14–19. */
const compose = (schema: OdooSchema): string => `
  select ${selectColumns(schema, 'mail_mail', 'm', ['id', 'body_html', 'headers', 'references'])},
    ${selectColumns(schema, 'mail_message', 'g', messageColumns)}
  from mail_mail m
  join mail_message g on g.id = m.mail_message_id
  where m.id = $1`;

/** The texts of one mail and what they belong to; undefined where the mail is gone. Cost: two index lookups. */
export const readMailContent = async (
  source: OdooSource,
  id: number,
  options?: QueryOptions,
): Promise<MailContent | undefined> => {
  const statement = { what: "a mail's content (mail_mail)", text: compose(source.schema), values: [id] };
  const [row] = await readRows<Row>(source, statement, options);
  return row === undefined
    ? undefined
    : {
        id: row.id,
        body: toText(row.body_html),
        headers: toText(row.headers),
        references: toLine(row.references),
        replyTo: toLine(row.reply_to),
        messageIdHeader: toLine(row.message_id),
        messageType: row.message_type,
        parentMessageId: row.parent_id,
        companyId: row.record_company_id,
        aliasDomainId: row.record_alias_domain_id,
      };
};
