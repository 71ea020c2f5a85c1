import type { QueryOptions } from '../../../postgres/database.ts';
import { epoch, hasColumn } from '../../odoo-columns.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';
import { addresseesIn } from '../recipients/addressees.ts';

/** What one stretch of messages sent, and where it ended. */
export interface VolumePage {
  /** Messages in the stretch; fewer than asked for means that the table ends. */
  readonly walked: number;
  readonly lowestId: number | null;
  /** Seconds since 1970. */
  readonly newest: number | null;
  readonly oldest: number | null;
  readonly hourMessages: number;
  readonly hourRecipients: number;
  readonly dayMessages: number;
  readonly dayRecipients: number;
}

/**
 * Chatter mail is one SMTP message for each notified partner, whose notification outlives the mail. Other mail is one
 * for each partner and one more for all plain addresses together, as long as its row is there; it left when the row
 * was last written. Run on Odoo 14–19.
 */
const compose = ({ schema, notifications }: OdooSource): string => {
  const flag = hasColumn(schema, 'mail_mail', 'is_notification') ? 'is_notification' : 'notification';
  return `
  with page as (
    select id, coalesce(create_date, date) as at
    from mail_message
    where id < $1
    order by id desc
    limit $2
  ), sent as (
    select page.at, 1 as messages, 1 as recipients
    from page
    cross join lateral (
      select notification_type, notification_status from ${notifications.name} where mail_message_id = page.id offset 0
    ) n
    where n.notification_type = 'email' and n.notification_status in ('sent', 'bounce')
    union all
    select coalesce(m.write_date, page.at), partners.count + (plain.count > 0)::int, partners.count + plain.count
    from page
    cross join lateral (
      select id, write_date, email_to, email_cc, state, ${flag} as is_notification
      from mail_mail
      where mail_message_id = page.id
      offset 0
    ) m
    cross join lateral (
      select count(*)::int as count from ${addresseesIn(schema)} r where r.mail_mail_id = m.id
    ) partners
    cross join lateral (
      select length(texts.text) - length(replace(texts.text, '@', '')) as count
      from (select concat(m.email_to, ' ', m.email_cc) as text) texts
    ) plain
    where m.state = 'sent' and m.is_notification is not true
  ), since as (
    select $3::timestamptz at time zone 'UTC' as now
  )
  select walked::int, "lowestId", newest, oldest, volume.*
  from (
    select count(*) as walked, min(id) as "lowestId", ${epoch('max(at)')} as newest, ${epoch('min(at)')} as oldest
    from page
  ) walk, (
    select coalesce(sum(messages) filter (where at > now - interval '1 hour'), 0)::int as "hourMessages",
      coalesce(sum(recipients) filter (where at > now - interval '1 hour'), 0)::int as "hourRecipients",
      coalesce(sum(messages) filter (where at > now - interval '1 day'), 0)::int as "dayMessages",
      coalesce(sum(recipients) filter (where at > now - interval '1 day'), 0)::int as "dayRecipients"
    from sent, since
  ) volume`;
};

/**
 * What the `limit` messages below id `below` sent in the hour and the day before `now`.
 * Cost: the primary key backwards, and some index lookups a message.
 */
export const readVolumePage = async (
  source: OdooSource,
  { below, limit, now }: { readonly below: number; readonly limit: number; readonly now: Date },
  options?: QueryOptions,
): Promise<VolumePage | undefined> => {
  const statement = { what: 'what was sent (mail_message)', text: compose(source), values: [below, limit, now] };
  const [page] = await readRows<VolumePage>(source, statement, options);
  return page;
};
