import type { Client } from 'pg';
import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { acmeDomain } from '../database/content/people.ts';
import type { SeededMail } from '../database/content/seeded-mails.ts';

/** Writes one waiting mail, in one transaction and with ids from the sequences, as Odoo does. */
export const writeMail = async (client: Client, series: OdooSeries, mail: SeededMail): Promise<void> => {
  await client.query('begin');
  const message = await insert(client, 'mail_message', describeMessage(series, mail));
  const id = await insert(client, 'mail_mail', describeMail(series, mail, message));
  if (mail.kind.isNotification) {
    const copies = new Set(series >= 20 ? mail.inCopy?.map((partner) => partner.id) : []);
    for (const { id: partner } of mail.to) {
      const relation = copies.has(partner) ? 'mail_mail_res_partner_cc_rel' : 'mail_mail_res_partner_rel';
      await client.query(`insert into ${relation} (mail_mail_id, res_partner_id) values ($1, $2)`, [id, partner]);
      await insert(client, notificationTable(series), describeNotification(series, mail, message, id, partner));
    }
  }
  await client.query('commit');
};

type Row = Readonly<Record<string, string | number | boolean | null>>;

const insert = async (client: Client, table: string, row: Row): Promise<number> => {
  const columns = Object.keys(row);
  const { rows } = await client.query<{ id: number }>(
    `insert into ${table} (${columns.join(', ')}) values (${columns.map((_, index) => `$${index + 1}`).join(', ')})
     returning id`,
    Object.values(row),
  );
  const [inserted] = rows;
  if (inserted === undefined) throw new Error(`PostgreSQL took no row into ${table}`);
  return inserted.id;
};

const describeMessage = (series: OdooSeries, { kind, document, author, at }: SeededMail): Row => {
  const record = kind.record.replace('%s', String(document).padStart(5, '0'));
  const moment = formatUtc(at);
  return {
    subject: kind.subject.replace('%s', record),
    date: moment,
    body: kind.body.replace('%s', record),
    model: kind.model,
    res_id: document,
    message_type: messageType(series, kind.isNotification),
    subtype_id: 1,
    is_internal: false,
    email_from: `"${author.name}" <${author.email}>`,
    author_id: author.id,
    message_id: `<${at.getTime()}.${document}-openerp-${document}-${kind.model}@odoo>`,
    reply_to: `"${author.name}" <catchall@${acmeDomain}>`,
    ...(series >= 17 ? { record_alias_domain_id: 1, record_company_id: 1 } : {}),
    ...stamps(moment),
  };
};

/** A mail written by hand is `email`, since 17 `email_outgoing`. */
const messageType = (series: OdooSeries, isNotification: boolean): string => {
  if (isNotification) return 'comment';
  return series >= 17 ? 'email_outgoing' : 'email';
};

const describeMail = (series: OdooSeries, { kind, to: [first], at }: SeededMail, message: number): Row => ({
  mail_message_id: message,
  state: 'outgoing',
  email_to: kind.isNotification ? null : first.email,
  body_html: `<div>${kind.body}</div>`,
  auto_delete: kind.isNotification,
  [series >= 15 ? 'is_notification' : 'notification']: kind.isNotification,
  ...stamps(formatUtc(at)),
});

const describeNotification = (
  series: OdooSeries,
  { author }: SeededMail,
  message: number,
  mail: number,
  partner: number,
): Row => ({
  mail_message_id: message,
  [series >= 15 ? 'mail_mail_id' : 'mail_id']: mail,
  res_partner_id: partner,
  notification_type: 'email',
  notification_status: 'ready',
  is_read: true,
  ...(series >= 16 ? { author_id: author.id } : {}),
});

const notificationTable = (series: OdooSeries): string =>
  series >= 15 ? 'mail_notification' : 'mail_message_res_partner_needaction_rel';

const stamps = (moment: string): Row => ({
  create_uid: 2,
  write_uid: 2,
  create_date: moment,
  write_date: moment,
});

const formatUtc = (moment: Date): string => moment.toISOString().slice(0, 23).replace('T', ' ');
