import type { Mail } from '../../../../domain/mail/mail.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';
import { type MailRow, selectMailColumns, selectMessageColumns, toMail } from './mail-select.ts';

/**
 * Every mail that carries a message, oldest first: its earlier and later attempts, since resending in Odoo makes a new
 * mail. Run on Odoo 14–19. Cost: by index on the message.
 */
export const readRelatedMails = async (
  source: OdooSource,
  messageId: number,
  options?: QueryOptions,
): Promise<readonly Mail[]> => {
  const text = `
    select ${selectMailColumns(source.schema)}, ${selectMessageColumns(source.schema)}
    from mail_mail
    join mail_message on mail_message.id = mail_mail.mail_message_id
    where mail_mail.mail_message_id = $1
    order by mail_mail.id`;
  const statement = { what: 'the mail queue (mail_mail)', text, values: [messageId] };
  const rows = await readRows<MailRow>(source, statement, options);
  return rows.map(toMail);
};
