import type { QueryOptions } from '../../../postgres/database.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';
import { givenMails } from '../mails/given-mails.ts';

/** Run on Odoo 14–19. */
const text = `
  select r.message_id::text, r.attachment_id::text
  from ${givenMails('mail_message_id')}
  cross join lateral (
    select message_id, attachment_id from message_attachment_rel where message_id = m.mail_message_id offset 0
  ) r
  order by r.message_id, r.attachment_id`;

export interface AttachmentLink {
  readonly message_id: string;
  readonly attachment_id: string;
}

/** The rows that attach files to the given mails' messages, as text. Cost: some index lookups a mail. */
export const readAttachmentLinks = (
  source: OdooSource,
  mailIds: readonly number[],
  options?: QueryOptions,
): Promise<readonly AttachmentLink[]> => {
  const statement = { what: 'the attachments (message_attachment_rel)', text, values: [mailIds] };
  return readRows<AttachmentLink>(source, statement, options);
};
