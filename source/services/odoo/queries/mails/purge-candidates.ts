import type { QueryOptions } from '../../../postgres/database.ts';
import { hasColumn } from '../../odoo-columns.ts';
import type { OdooSchema } from '../../odoo-schema.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';
import { givenMails } from './given-mails.ts';

/** A mail that somebody wants deleted. */
export interface PurgeCandidate {
  readonly id: number;
  readonly messageId: number;
  readonly state: string;
  /** Its message is a document's history and outlives it. */
  readonly isNotification: boolean;
  /** Other mails of the same message, which would lose it. */
  readonly siblings: readonly number[];
  /** What the mail, its message and their files hold in the database, bytes. */
  readonly size: number;
}

/** NULL counts as no notification, as it does for Odoo (unlink, mail/models/mail_mail.py). Run on Odoo 14–19. */
const compose = (schema: OdooSchema): string => {
  const notification = hasColumn(schema, 'mail_mail', 'is_notification') ? 'is_notification' : 'notification';
  return `
  select m.id, m.mail_message_id as "messageId", coalesce(m.state, '') as state, m.notifies as "isNotification",
    o.siblings, (m.size + g.size + f.size)::float8 as size
  from ${givenMails(`id, mail_message_id, state, coalesce(${notification}, false) as notifies,
      coalesce(octet_length(body_html), 0) + coalesce(octet_length(failure_reason), 0) as size`)}
  cross join lateral (
    select coalesce(octet_length(body), 0) as size from mail_message where id = m.mail_message_id offset 0
  ) g
  cross join lateral (
    select coalesce(sum(octet_length(a.db_datas)), 0) as size
    from message_attachment_rel r
    cross join lateral (select db_datas from ir_attachment where id = r.attachment_id offset 0) a
    where r.message_id = m.mail_message_id
  ) f
  cross join lateral (
    select coalesce(array_agg(other.id order by other.id), '{}') as siblings
    from mail_mail other where other.mail_message_id = m.mail_message_id and other.id <> m.id
  ) o
  order by m.id`;
};

/** Those of the mails that still exist. Cost: some index lookups a mail. */
export const readPurgeCandidates = async (
  source: OdooSource,
  mailIds: readonly number[],
  options?: QueryOptions,
): Promise<readonly PurgeCandidate[]> =>
  await readRows<PurgeCandidate>(
    source,
    { what: 'the mail queue (mail_mail)', text: compose(source.schema), values: [mailIds] },
    options,
  );
