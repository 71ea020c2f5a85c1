import type { MailRecipient, RecipientNotification } from '../../../../domain/mail/mail-recipient.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { toLine, toText } from '../../decode.ts';
import { findColumn } from '../../odoo-schema.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';
import { givenIds, givenMails, theirPartners } from '../mails/given-mails.ts';
import { addresseesIn } from './addressees.ts';

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
  const columns = `id, res_partner_id, notification_status, failure_type, failure_reason, ${mailColumn},
      ${hasBareAddress ? 'mail_email_address' : 'null::varchar'} as bare_address`;
  return `
  select m.id as mail_id, p.id as partner_id, p.name, p.email as address, p.email_normalized as normalized,
    p.active is not true as archived, true as addressed, n.id as notification_id, n.notification_status as status,
    n.failure_type, n.failure_reason, n.${mailColumn} as notification_mail_id
  from ${givenMails('id, mail_message_id')}
  ${theirPartners(schema, 'id, name, email, email_normalized, active')}
  left join lateral (
    select ${columns} from ${table} n
    where n.mail_message_id = m.mail_message_id and n.res_partner_id = p.id and n.notification_type = 'email'
    order by n.${mailColumn} = m.id desc nulls last, n.id desc
    limit 1
  ) n on true
  union all
  select n.${mailColumn}, p.id, p.name, coalesce(p.email, n.bare_address), p.email_normalized, p.active is false, false,
    n.id, n.notification_status, n.failure_type, n.failure_reason, n.${mailColumn}
  from ${givenIds}
  cross join lateral (
    select ${columns} from ${table} where ${mailColumn} = given.id and notification_type = 'email' offset 0
  ) n
  left join lateral (
    select id, name, email, email_normalized, active from res_partner where id = n.res_partner_id offset 0
  ) p on true
  where not exists (
    select from ${addresseesIn(schema)} r
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
  const statement = {
    what: 'the recipients (res_partner and the notifications)',
    text: compose(source),
    persons: ['name'],
  };
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
