import type { QueryOptions } from '../../../postgres/database.ts';
import { toDate } from '../../decode.ts';
import { epoch } from '../../odoo-columns.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';

/** What left lately, as far as Odoo keeps it. */
export interface SentMails {
  /** Mails whose row is there still, with the time at which they left, newest first. */
  readonly mails: readonly { readonly id: number; readonly at: Date }[];
  /** The newest message whose notification by mail left was written then; it left after that. */
  readonly notifiedAt: Date | null;
}

/** Rows of each table that are walked, the newest: most mails delete themselves, and their notification stays. */
const walked = { mails: 5_000, messages: 2_000 };
const mostMails = 500;

/** Run on Odoo 14–19. */
const compose = ({ notifications }: OdooSource): string => `
  select null::int as id, (
    select ${epoch('max(coalesce(g.create_date, g.date))')}
    from (select id, create_date, date from mail_message order by id desc limit ${walked.messages}) g
    where exists (
      select from ${notifications.name} n
      where n.mail_message_id = g.id and n.notification_type = 'email' and n.notification_status = 'sent'
    )
  ) as at
  union all (
    select id, ${epoch('write_date')} as at
    from (select id, state, write_date from mail_mail order by id desc limit ${walked.mails}) newest
    where state = 'sent' and write_date is not null
    order by write_date desc
    limit ${mostMails}
  )`;

/** Cost: two primary keys backwards for some thousand rows, and an index lookup for each message. */
export const readSentMails = async (source: OdooSource, options?: QueryOptions): Promise<SentMails> => {
  const what = `the mail queue and the notifications (mail_mail, ${source.notifications.name})`;
  const rows = await readRows<{ id: number | null; at: number | null }>(
    source,
    { what, text: compose(source) },
    options,
  );
  return {
    mails: rows.flatMap(({ id, at }) => {
      const date = toDate(at);
      return id === null || date === null ? [] : [{ id, at: date }];
    }),
    notifiedAt: toDate(rows.find(({ id }) => id === null)?.at ?? null),
  };
};
