import type { MailRecipient, RecipientNotification } from '../../../domain/mail-recipient.ts';
import type { QueryOptions } from '../../postgres/database.ts';
import { toLine, toText } from '../decode.ts';
import { findColumn } from '../schema.ts';
import { type OdooSource, readRows } from '../source.ts';

interface Row {
  readonly mail_id: number;
  readonly partner_id: number | null;
  readonly name: string | null;
  readonly address: string | null;
  readonly normalized: string | null;
  readonly archived: boolean;
  readonly addressed: boolean;
  readonly notification_id: number | null;
  readonly status: string | null;
  readonly failure_type: string | null;
  readonly failure_reason: string | null;
  readonly notification_mail_id: number | null;
}

/**
 * The partners on a mail with the notification of its message for each; then the partners whose notification belongs
 * to the mail although they are no longer on it. 14 lacks the unique index on message and partner, hence the lateral.
 * Run on Odoo 14–19.
 */
const compose = ({ schema, notifications: { name: table, mailColumn } }: OdooSource): string => {
  const hasBareAddress = findColumn(schema, table, 'mail_email_address') !== undefined;
  return `
  select r.mail_mail_id as mail_id, p.id as partner_id, p.name, p.email as address, p.email_normalized as normalized,
    p.active is not true as archived, true as addressed, n.id as notification_id, n.notification_status as status,
    n.failure_type, n.failure_reason, n.${mailColumn} as notification_mail_id
  from mail_mail m
  join mail_mail_res_partner_rel r on r.mail_mail_id = m.id
  join res_partner p on p.id = r.res_partner_id
  left join lateral (
    select * from ${table} n
    where n.mail_message_id = m.mail_message_id and n.res_partner_id = p.id and n.notification_type = 'email'
    order by n.${mailColumn} = m.id desc nulls last, n.id desc
    limit 1
  ) n on true
  where m.id = any($1::int[])
  union all
  select n.${mailColumn}, p.id, p.name, ${hasBareAddress ? 'coalesce(p.email, n.mail_email_address)' : 'p.email'}, p.email_normalized,
    p.active is false, false, n.id, n.notification_status, n.failure_type, n.failure_reason, n.${mailColumn}
  from ${table} n
  left join res_partner p on p.id = n.res_partner_id
  where n.${mailColumn} = any($1::int[]) and n.notification_type = 'email'
    and not exists (
      select from mail_mail_res_partner_rel r
      where r.mail_mail_id = n.${mailColumn} and r.res_partner_id = n.res_partner_id
    )
  order by mail_id, addressed desc, partner_id`;
};

/**
 * The partners that mails go or went to, and what became of each. Plain addresses are in Mail.to and Mail.cc.
 * Cost: some index lookups a recipient.
 */
export const readRecipients = async (
  source: OdooSource,
  mailIds: readonly number[],
  options?: QueryOptions,
): Promise<readonly MailRecipient[]> => {
  const statement = { what: 'the recipients (res_partner and the notifications)', text: compose(source) };
  const rows = await readRows<Row>(source, { ...statement, values: [mailIds] }, options);
  return rows.map((row) => ({
    mailId: row.mail_id,
    partnerId: row.partner_id,
    name: toLine(row.name),
    address: toLine(row.address),
    normalizedAddress: toLine(row.normalized),
    archived: row.archived,
    addressed: row.addressed,
    notification: toNotification(row),
  }));
};

const toNotification = (row: Row): RecipientNotification | null =>
  row.notification_id === null
    ? null
    : {
        status: row.status,
        failureType: toLine(row.failure_type),
        failureReason: toText(row.failure_reason),
        mailId: row.notification_mail_id,
      };
