import type { QueryOptions } from '../../../postgres/database.ts';
import { epoch, hasColumn } from '../../odoo-columns.ts';
import { findColumn } from '../../odoo-schema.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';
import { addresseesIn } from '../recipients/addressees.ts';

/** To whom one stretch of messages went in a day, and where it ended. */
export interface ReceiverPage {
  /** Messages in the stretch; fewer than asked for means that the table ends. */
  readonly walked: number;
  readonly lowestId: number | null;
  /** Seconds since 1970. */
  readonly newest: number | null;
  /** Recipients by the domain of their address; all domains that were not asked for are `''` together. */
  readonly domains: ReadonlyMap<string, number>;
}

/** More are made up: there are some dozens for each label. */
const mostDomains = 1_000;

/**
 * Counts as the volume page does: chatter mail by its notifications, which outlive the mail, and other mail by its row.
 * An address within a name is not one that mail goes to. Run on Odoo 14–19.
 */
const compose = ({ schema, notifications: { name: table } }: OdooSource): string => {
  const flag = hasColumn(schema, 'mail_mail', 'is_notification') ? 'is_notification' : 'notification';
  const bare = findColumn(schema, table, 'mail_email_address') === undefined ? 'null::varchar' : 'mail_email_address';
  const partner = (id: string): string => `(select email_normalized from res_partner where id = ${id} offset 0) p`;
  return `
  with page as (
    select id, coalesce(create_date, date) as at
    from mail_message
    where id < $1
    order by id desc
    limit $2
  ), since as (
    select $3::timestamptz at time zone 'UTC' - interval '1 day' as day
  ), mails as (
    select m.*
    from since, page
    cross join lateral (
      select id, email_to, email_cc, write_date, state, ${flag} as is_notification
      from mail_mail
      where mail_message_id = page.id
      offset 0
    ) m
    where m.state = 'sent' and m.is_notification is not true and coalesce(m.write_date, page.at) > day
  ), sent as (
    select coalesce(p.email_normalized, n.address) as address
    from since, page
    cross join lateral (
      select res_partner_id, notification_type, notification_status, ${bare} as address
      from ${table}
      where mail_message_id = page.id
      offset 0
    ) n
    left join lateral ${partner('n.res_partner_id')} on true
    where page.at > day and n.notification_type = 'email' and n.notification_status in ('sent', 'bounce')
    union all
    select p.email_normalized
    from mails
    cross join lateral (select res_partner_id from ${addresseesIn(schema)} a where mail_mail_id = mails.id offset 0) r
    left join lateral ${partner('r.res_partner_id')} on true
    union all
    select '@' || plain.found[1]
    from mails
    cross join lateral regexp_matches(
      concat_ws(',', email_to, email_cc), '@([[:alnum:].-]+)\\s*(?:[>,;]|$)', 'g'
    ) plain(found)
  ), counted as (
    select case when split_part(domain, '.', 1) = any($4::text[]) then domain else '' end as domain, count(*)::int as count
    from (select lower(coalesce(split_part(address, '@', 2), '')) as domain from sent) sent
    group by 1
    order by 2 desc
    limit ${mostDomains}
  )
  select walked::int, "lowestId", newest, domain, count
  from (select count(*) as walked, min(id) as "lowestId", ${epoch('max(at)')} as newest from page) walk
  left join counted on true`;
};

interface Row extends Omit<ReceiverPage, 'domains'> {
  readonly domain: string | null;
  readonly count: number | null;
}

/**
 * To whom the `limit` messages below id `below` went in the day before `now`, by domains that begin with one of `labels`.
 * Cost: the primary key backwards, some index lookups a message and one for each recipient.
 */
export const readReceiverPage = async (
  source: OdooSource,
  walk: { readonly below: number; readonly limit: number; readonly now: Date; readonly labels: readonly string[] },
  options?: QueryOptions,
): Promise<ReceiverPage | undefined> => {
  const values = [walk.below, walk.limit, walk.now, walk.labels];
  const statement = { what: 'to whom mail was sent (mail_message)', text: compose(source), values };
  const rows = await readRows<Row>(source, statement, options);
  const [first] = rows;
  if (first === undefined) return undefined;
  const domains = new Map(
    rows.flatMap(({ domain, count }) => (domain === null || count === null ? [] : [[domain, count]])),
  );
  return { walked: first.walked, lowestId: first.lowestId, newest: first.newest, domains };
};
