import type { AttachmentContent, MailAttachment } from '../../../../domain/mail/mail-attachment.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { toLine } from '../../decode.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';
import { givenMails } from '../mails/given-mails.ts';

/** Run on Odoo 14–19. Only whether there is content in the row is asked, never the content. */
const text = `
  select m.id as mail_id, a.*
  from ${givenMails('id, mail_message_id')}
  cross join lateral (
    select attachment_id from message_attachment_rel where message_id = m.mail_message_id offset 0
  ) r
  cross join lateral (
    select id, name, mimetype, file_size as size, type, url, store_fname, db_datas is not null as in_database
    from ir_attachment
    where id = r.attachment_id
    offset 0
  ) a
  order by m.id, a.id`;

interface Row {
  readonly mail_id: number;
  readonly id: number;
  readonly name: string;
  readonly mimetype: string | null;
  readonly size: number | null;
  readonly type: string;
  readonly url: string | null;
  readonly store_fname: string | null;
  readonly in_database: boolean;
}

/** The files that go out with mails, and where their content lies. Cost: some index lookups a file. */
export const readAttachments = async (
  source: OdooSource,
  mailIds: readonly number[],
  options?: QueryOptions,
): Promise<readonly MailAttachment[]> => {
  const statement = { what: 'the attachments (ir_attachment)', text, values: [mailIds], persons: ['name'] };
  const rows = await readRows<Row>(source, statement, options);
  return rows.map((row) => ({
    mailId: row.mail_id,
    id: row.id,
    name: toLine(row.name),
    mimeType: toLine(row.mimetype),
    size: row.size,
    content: toContent(row),
  }));
};

const toContent = (row: Row): AttachmentContent => {
  if (row.type === 'url') return { kind: 'link', url: toLine(row.url) };
  if (row.store_fname !== null && row.store_fname !== '') return { kind: 'filestore', path: toLine(row.store_fname) };
  return row.in_database ? { kind: 'database' } : { kind: 'empty' };
};
