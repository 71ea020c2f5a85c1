import type { Client } from 'pg';
import type { QueuedMail } from './runner-mail.ts';

/**
 * What the ORM's unlink of a mail amounts to: a notification's message stays, it is the document's history; a mail of its
 * own takes message and attachments with it (addons/mail/models/mail_mail.py and mail_message.py).
 */
export const unlinkMail = async (client: Client, mail: QueuedMail): Promise<void> => {
  await client.query('delete from mail_mail where id = $1', [mail.id]);
  if (mail.is_notification === true) return;
  await client.query(
    `delete from ir_attachment a using message_attachment_rel r
     where r.attachment_id = a.id and r.message_id = $1 and a.res_model = 'mail.message' and a.res_id in ($1, 0)`,
    [mail.message],
  );
  await client.query('delete from mail_message where id = $1', [mail.message]);
};
