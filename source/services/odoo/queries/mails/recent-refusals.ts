import type { MailSelection } from '../../../../domain/mail/mail-selection.ts';
import type { RoutingFields } from '../../../../domain/mail/routing-fields.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { toDate, toText } from '../../decode.ts';
import { epoch } from '../../odoo-columns.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';
import { isTracked, revealFailures } from '../../tracked-failures.ts';
import { givenMails, theirMessages } from './given-mails.ts';
import { type RoutingRow, routingColumns, toRoutingFields } from './read-routing-fields.ts';

/** A failed mail of late. */
export interface RecentRefusal {
  readonly id: number;
  readonly way: RoutingFields;
  readonly failedAt: Date;
  /** As stored: not for showing. */
  readonly failure: string;
}

interface Window {
  /** Which mails are looked at; of these only the failed ones count. */
  readonly of: MailSelection;
  /** Failures before this are left out. */
  readonly since: Date;
  /** Those that name a refused recipient are read further than the newest, as far back as this. */
  readonly recipientsSince: Date;
}

/** The newest of each way tell what its server says now; a refused recipient is a fact of its own. */
const newestOfWay = 50;
const mostOfWay = 1_000;

/**
 * A message that somebody changed since may have been given another server: nobody can tell whether the one that it
 * would take now is the one that refused it. What is sorted are numbers and senders, byte by byte; the long texts are
 * looked up afterwards, of those mails alone that are told. Run on Odoo 14–19.
 */
const compose = ({ schema }: OdooSource, selected: MailSelection): string => {
  const columns = routingColumns(schema);
  return `
  select newest.id, ${columns}, ${epoch('newest.write_date')} as failed_at, left(t.failure_reason, 4096) as failure
  from (
    select id, write_date, ${columns}, rank
    from (
      select m.id, m.write_date, ${columns},
        row_number() over (partition by ${byteByByte(columns)} order by m.write_date desc, m.id desc) as rank
      from ${typeof selected === 'string' ? inState : givenMails('id, mail_message_id, state, write_date')}
      ${theirMessages(`${columns}, write_date as message_changed_at`)}
      where m.state = 'exception' and m.write_date >= $2::timestamptz at time zone 'UTC'
        and (g.message_changed_at is null or g.message_changed_at <= m.write_date + interval '1 second')
    ) ranked
    where rank <= ${newestOfWay} or rank <= ${mostOfWay} and write_date >= $3::timestamptz at time zone 'UTC'
    order by write_date desc, id desc
    offset 0
  ) newest
  cross join lateral (select failure_reason from mail_mail where mail_mail.id = newest.id offset 0) t
  ${isTracked(schema) ? '' : `where rank <= ${newestOfWay} or t.failure_reason like '%RecipientsRefused%'`}
  order by newest.write_date desc, newest.id desc`;
};

const inState = `(select id, mail_message_id, state, write_date from mail_mail where state = $1 offset 0) m`;

const byteByByte = (columns: string): string => columns.replace(/\bemail_from\b/, 'email_from collate "C"');

type Row = RoutingRow & { readonly id: number; readonly failed_at: number; readonly failure: string | null };

/**
 * The failures of late, newest first: some of each way. Cost: mail_mail once where they are selected by their state, which
 * has no index, else a lookup a mail; another one a failed mail, and one a mail that is told.
 */
export const readRecentRefusals = async (
  source: OdooSource,
  { of: selected, since, recipientsSince }: Window,
  options?: QueryOptions,
): Promise<readonly RecentRefusal[]> => {
  const values = [selected, since.toISOString(), recipientsSince.toISOString()];
  const statement = { what: 'the failed mails (mail_mail)', text: compose(source, selected), values };
  const rows = await readRows<Row>(source, statement, options);
  const failed = rows.map(({ id, failure }) => ({ id, text: failure }));
  const tracked = await revealFailures(source, failed, options);
  return rows.map((row) => ({
    id: row.id,
    way: toRoutingFields(row),
    failedAt: toDate(row.failed_at),
    failure: toText(tracked.get(row.id) ?? row.failure) ?? '',
  }));
};
