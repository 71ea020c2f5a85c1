import type { QueryOptions } from '../../../postgres/database.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';

/** A file that goes with a deleted mail or message. */
export interface PurgedAttachment {
  readonly id: number;
  /** Whose it is. */
  readonly of: 'mail' | 'message';
  readonly ownerId: number;
  /** Below the filestore; null where the content is in the row or nowhere. Unsanitized: it is a path. */
  readonly storedAs: string | null;
  /** Bytes; null where Odoo does not say. */
  readonly size: number | null;
}

/**
 * Files of the records themselves, which every deletion in Odoo takes along (unlink, odoo/models.py), and files that a
 * message carries without belonging to a document (unlink, mail/models/mail_message.py). Run on Odoo 14–19.
 */
const text = `
  select id, case res_model when 'mail.mail' then 'mail' else 'message' end as "of", res_id as "ownerId",
    nullif(store_fname, '') as "storedAs", file_size as size
  from ir_attachment
  where res_model = 'mail.mail' and res_id = any($1::int[]) or res_model = 'mail.message' and res_id = any($2::int[])
  union
  select a.id, 'message', r.message_id, nullif(a.store_fname, ''), a.file_size
  from unnest($2::int[]) as given(id)
  cross join lateral (
    select message_id, attachment_id from message_attachment_rel where message_id = given.id offset 0
  ) r
  cross join lateral (
    select id, store_fname, file_size, res_model, res_id from ir_attachment where id = r.attachment_id offset 0
  ) a
  where a.res_model = 'mail.message' and coalesce(a.res_id, 0) = 0
  order by 1`;

/** The files that Odoo deletes with those mails and messages. Cost: some index lookups a mail and file. */
export const readPurgedAttachments = (
  source: OdooSource,
  { mailIds, messageIds }: { readonly mailIds: readonly number[]; readonly messageIds: readonly number[] },
  options?: QueryOptions,
): Promise<readonly PurgedAttachment[]> =>
  readRows<PurgedAttachment>(
    source,
    { what: 'the attachments (ir_attachment)', text, values: [mailIds, messageIds] },
    options,
  );
