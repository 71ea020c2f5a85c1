import type { Client } from 'pg';
import type { Dialect } from './dialect.ts';

/** One row of mail_mail with what its message says. */
export interface QueuedMail {
  readonly id: number;
  readonly message: number;
  readonly state: string | null;
  readonly email_to: string | null;
  readonly email_cc: string | null;
  readonly auto_delete: boolean | null;
  readonly is_notification: boolean | null;
  readonly body_html: string | null;
  readonly references: string | null;
  readonly subject: string | null;
  readonly email_from: string | null;
  readonly reply_to: string | null;
  readonly message_id: string | null;
  readonly mail_server_id: number | null;
  readonly model: string | null;
  readonly res_id: number | null;
  readonly alias_domain_id: number | null;
}

export interface RecipientPartner {
  readonly id: number;
  readonly name: string | null;
  readonly email: string | null;
  /** Named in Cc (20) and not in To as well. */
  readonly in_copy: boolean;
}

export interface RunnerAttachment {
  readonly name: string;
  readonly mimetype: string | null;
  readonly file_size: number | null;
  readonly db_datas: Buffer | null;
}

const mailColumns = (dialect: Dialect): string => `
  m.id, m.mail_message_id as message, m.state, m.email_to, m.email_cc, m.auto_delete,
  m.${dialect.isNotification} as is_notification, m.body_html, m."references", g.subject, g.email_from, g.reply_to,
  g.message_id, g.mail_server_id, g.model, g.res_id,
  ${dialect.hasAliasDomains ? 'g.record_alias_domain_id' : 'null::integer'} as alias_domain_id`;

/** Those of the mails that still exist, by id. */
export const readRunnerMails = async (
  client: Client,
  dialect: Dialect,
  ids: readonly number[],
): Promise<QueuedMail[]> => {
  const { rows } = await client.query<QueuedMail>(
    `select ${mailColumns(dialect)} from mail_mail m join mail_message g on g.id = m.mail_message_id
     where m.id = any($1) order by m.id`,
    [ids],
  );
  return rows;
};

/** The partners a mail goes to, archived ones included; those in copy last. Who is in both lists is in To. */
export const readPartners = async (
  client: Client,
  { hasCopyPartners }: Dialect,
  mailId: number,
): Promise<RecipientPartner[]> => {
  const to = `select res_partner_id as id, false as in_copy from mail_mail_res_partner_rel where mail_mail_id = $1`;
  const cc = `select c.res_partner_id, true from mail_mail_res_partner_cc_rel c where c.mail_mail_id = $1
    and not exists (select from mail_mail_res_partner_rel r
      where r.mail_mail_id = $1 and r.res_partner_id = c.res_partner_id)`;
  const { rows } = await client.query<RecipientPartner>(
    `select p.id, p.name, p.email, given.in_copy from (${hasCopyPartners ? `${to} union all ${cc}` : to}) given
     join res_partner p on p.id = given.id order by given.in_copy, p.id`,
    [mailId],
  );
  return rows;
};

export const readRunnerAttachments = async (client: Client, messageId: number): Promise<RunnerAttachment[]> => {
  const { rows } = await client.query<RunnerAttachment>(
    `select a.name, a.mimetype, a.file_size, a.db_datas
     from message_attachment_rel r join ir_attachment a on a.id = r.attachment_id
     where r.message_id = $1 and a.type = 'binary' order by a.id`,
    [messageId],
  );
  return rows;
};
