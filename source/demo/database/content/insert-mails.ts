import { type InsertTarget, insertSelected } from './insert-rows.ts';
import { acmeDomain } from './people.ts';
import type { SeededMail } from './seeded-mails.ts';
import { sentFiles } from './sent-files.ts';
import { stageMails } from './stage-mails.ts';

/**
 * Writes mails with their messages, recipients, notifications and attachments: a few statements, however many mails.
 * They get ids in the order given.
 */
export async function insertMails(target: InsertTarget, mails: readonly SeededMail[]): Promise<void> {
  if (mails.length === 0) {
    return;
  }
  await stageMails(target, mails);
  await insertMessages(target);
  await insertMailRows(target);
  await insertRecipients(target);
  await insertAttachments(target);
  await target.sql.query(
    `drop table demo_mail, demo_recipient;
     select setval('mail_message_id_seq', (select max(id) from mail_message)),
       setval('mail_mail_id_seq', (select max(id) from mail_mail))`,
  );
}

const stamps = { create_uid: '2', write_uid: '1', create_date: 'mail.at', write_date: 'mail.at' };

async function insertMessages(target: InsertTarget): Promise<void> {
  await insertSelected(
    target,
    'mail_message',
    {
      id: 'mail.message_id',
      subject: 'mail.subject',
      date: 'mail.at',
      body: 'mail.body',
      model: 'mail.model',
      res_id: 'mail.document',
      record_name: 'mail.record',
      record_alias_domain_id: '1',
      record_company_id: 'mail.company',
      message_type:
        target.series >= 17
          ? `case when is_notification then 'comment' else 'email_outgoing' end`
          : `case when is_notification then 'comment' else 'email' end`,
      subtype_id: '1',
      is_internal: 'false',
      email_from: `format('"%s" <%s>', author.name, author.email)`,
      author_id: 'mail.author',
      no_auto_thread: 'false',
      reply_to_force_new: 'false',
      message_id: `format('<%s.%s.%s-openerp-%s-%s@odoo>', 100000000000 + mail.message_id::bigint * 7919,
        extract(epoch from mail.at)::bigint, mail.message_id * 31, mail.document, mail.model)`,
      reply_to: `format('"%s" <catchall@${acmeDomain}>', author.name)`,
      add_sign: 'true',
      email_add_signature: 'true',
      email_layout_xmlid: `case when is_notification then 'mail.mail_notification_layout' end`,
      ...stamps,
    },
    'demo_mail as mail join res_partner as author on author.id = mail.author',
  );
}

async function insertMailRows(target: InsertTarget): Promise<void> {
  await insertSelected(
    target,
    'mail_mail',
    {
      id: 'mail.mail_id',
      mail_message_id: 'mail.message_id',
      state: 'mail.state',
      email_to: 'case when not is_notification then to_address end',
      body_html: `format('<div style="font-family:sans-serif">%s<p>--<br/>Acme Trading</p></div>', mail.body)`,
      headers: `format('{''X-Odoo-Objects'': ''%s-%s''}', mail.model, mail.document)`,
      failure_type: 'mail.failure_type',
      failure_reason: 'mail.reason',
      notification: 'is_notification',
      is_notification: 'is_notification',
      // What is sent and stays was meant to stay; notifications that still wait will go away once they are sent.
      auto_delete: `is_notification and mail.state <> 'sent'`,
      to_delete: 'false',
      ...stamps,
    },
    'demo_mail as mail',
  );
}

/** Each recipient of a notification, and what became of it. */
async function insertRecipients(target: InsertTarget): Promise<void> {
  const from = 'demo_recipient';
  const related = { mail_mail_id: 'mail_id', res_partner_id: 'partner' };
  const hasCopies = target.series >= 20;
  await insertSelected(target, 'mail_mail_res_partner_rel', related, hasCopies ? `${from} where not in_copy` : from);
  if (hasCopies) await insertSelected(target, 'mail_mail_res_partner_cc_rel', related, `${from} where in_copy`);
  await insertSelected(
    target,
    target.series >= 15 ? 'mail_notification' : 'mail_message_res_partner_needaction_rel',
    {
      mail_message_id: 'message_id',
      mail_mail_id: 'mail_id',
      mail_id: 'mail_id',
      res_partner_id: 'partner',
      author_id: 'author',
      notification_type: `'email'`,
      notification_status: `case state when 'outgoing' then 'ready' else state end`,
      failure_type: 'type',
      failure_reason: 'text',
      is_read: 'true',
      read_date: 'at',
    },
    from,
  );
}

/** Sent files lie in the filestore, as usual; those still needed are in the database, where the demo's queue finds them. */
async function insertAttachments(target: InsertTarget): Promise<void> {
  const file = `format('%%PDF-1.4 %s %s', mail.record, repeat('Acme Trading. ', 40))`;
  await target.sql.query(
    `create temporary table demo_file as
     select nextval('ir_attachment_id_seq')::int as id, mail.*, case when state <> 'sent' then ${file}::bytea end as content,
       coalesce(stored.checksum, md5(message_id::text) || left(md5(document::text), 8)) as hash, stored.size
     from demo_mail as mail
     left join unnest($1::text[], $2::int[]) with ordinality as stored(checksum, size, place)
       on state = 'sent' and stored.place = document % $3 + 1
     where attachment is not null`,
    [sentFiles.map(({ checksum }) => checksum), sentFiles.map(({ content }) => content.length), sentFiles.length],
  );
  await insertSelected(
    target,
    'ir_attachment',
    {
      id: 'id',
      name: `format(attachment, replace(record, '/', '_'))`,
      res_model: 'model',
      res_id: 'document',
      company_id: 'company',
      type: `'binary'`,
      public: 'false',
      mimetype: `'application/pdf'`,
      db_datas: 'content',
      store_fname: `case when state = 'sent' then left(hash, 2) || '/' || hash end`,
      checksum: 'hash',
      file_size: 'coalesce(octet_length(content), size)',
      create_uid: '2',
      write_uid: '2',
      create_date: 'at',
      write_date: 'at',
    },
    'demo_file',
  );
  await insertSelected(
    target,
    'message_attachment_rel',
    { message_id: 'message_id', attachment_id: 'id' },
    'demo_file',
  );
  await target.sql.query('drop table demo_file');
}
