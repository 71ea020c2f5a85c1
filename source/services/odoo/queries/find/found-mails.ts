import { type FoundMail, outcomeOfDeleted } from '../../../../domain/mail/found-mail.ts';
import type { QueryOptions } from '../../../postgres/database.ts';
import { toDate, toLine, toText } from '../../decode.ts';
import { selectColumns } from '../../odoo-columns.ts';
import { findColumn } from '../../odoo-schema.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';
import { revealFailures } from '../../tracked-failures.ts';

interface Row {
  readonly id: number;
  readonly subject: string | null;
  readonly date: number | null;
  readonly email_from: string | null;
  readonly model: string | null;
  readonly res_id: number | null;
  readonly record_name: string | null;
  readonly mail_id: number | null;
  readonly state: string | null;
  readonly email_to: string | null;
  readonly email_cc: string | null;
  readonly failure_reason: string | null;
  readonly people: readonly Person[] | null;
}

interface Person {
  readonly partner: number | null;
  readonly name: string | null;
  readonly address: string | null;
  readonly status: string | null;
}

/** Recipients that are named; a mailing's message may have thousands. */
const mostPeople = 30;

/** Without a row the notifications of kind `email` tell that there was a mail. */
const compose = ({ schema, notifications: { name } }: OdooSource): string => {
  const hasBare = findColumn(schema, name, 'mail_email_address') !== undefined;
  const recordName = findColumn(schema, 'mail_message', 'record_name') === undefined ? 'null::varchar' : 'record_name';
  const person = (status: string, address: string): string =>
    `json_build_object('partner', p.id, 'name', p.name, 'address', ${address}, 'status', ${status})`;
  return `
  select g.*, m.id as mail_id, m.state, m.email_to, m.email_cc, m.failure_reason, people.list as people
  from unnest($1::int[]) as given(id)
  cross join lateral (
    select ${selectColumns(schema, 'mail_message', 'mail_message', ['id', 'subject', 'date', 'email_from', 'model', 'res_id'])},
      ${recordName} as record_name
    from mail_message where mail_message.id = given.id offset 0
  ) g
  left join lateral (
    select id, state, email_to, email_cc, failure_reason from mail_mail where mail_message_id = g.id offset 0
  ) m on true
  cross join lateral (
    select json_agg(person) as list from (
      (select ${person('n.notification_status', hasBare ? 'coalesce(p.email, n.mail_email_address)' : 'p.email')} as person
       from (select * from ${name} where mail_message_id = g.id and notification_type = 'email' order by id limit ${mostPeople}) n
       left join res_partner p on p.id = n.res_partner_id)
      union all
      (select ${person('null', 'p.email')}
       from (select res_partner_id from mail_mail_res_partner_rel where mail_mail_id = m.id limit ${mostPeople}) r
       join res_partner p on p.id = r.res_partner_id)
    ) both_kinds
  ) people
  where m.id is not null or people.list is not null
  order by g.id desc, m.id desc`;
};

/**
 * The mails of those messages, a line a mail, newest first; messages that were never a mail are left out. Run on Odoo
 * 14–19. Without the message's column for it the document's name is not known. Cost: some index lookups a message.
 */
export const readFoundMails = async (
  source: OdooSource,
  messageIds: readonly number[],
  options?: QueryOptions,
): Promise<readonly FoundMail[]> => {
  const what = `the mails and notifications (mail_mail, ${source.notifications.name})`;
  const rows = await readRows<Row>(
    source,
    { what, text: compose(source), values: [messageIds], persons: ['name'] },
    options,
  );
  const failed = rows.flatMap(({ mail_id, state, failure_reason }) =>
    mail_id === null ? [] : [{ id: mail_id, text: state === 'exception' ? failure_reason : null }],
  );
  const tracked = await revealFailures(source, failed, options);
  return rows.map((row) => toFound(row, tracked));
};

const toFound = (row: Row, tracked: ReadonlyMap<number, string>): FoundMail => {
  const people = withoutDoubles(row.people ?? []);
  return {
    messageId: row.id,
    mailId: row.mail_id,
    state:
      row.mail_id === null
        ? { kind: 'deleted', outcome: outcomeOfDeleted(people.map(({ status }) => status)) }
        : { kind: 'row', state: toLine(row.state) ?? '' },
    date: toDate(row.date),
    subject: toLine(row.subject),
    documentName: toLine(row.record_name),
    document:
      row.model === null || row.model === '' || !row.res_id ? null : { model: toLine(row.model), id: row.res_id },
    from: toLine(row.email_from),
    plain: [row.email_to, row.email_cc].map((text) => toLine(text) ?? '').filter((text) => text !== ''),
    recipients: people.map(({ name, address, status }) => ({
      name: toLine(name),
      address: toLine(address),
      status: toLine(status),
    })),
    failureReason: toText(row.mail_id === null ? null : (tracked.get(row.mail_id) ?? row.failure_reason)),
  };
};

/** Whoever is on the mail and has a notification: the notification tells more, and comes first. */
const withoutDoubles = (people: readonly Person[]): readonly Person[] =>
  people.filter(
    ({ partner }, index) => partner === null || people.findIndex((other) => other.partner === partner) === index,
  );
