import type { OdooSeries } from '../../source/domain/odoo/odoo-series.ts';

/** The flag of a mail that notifies of a document's message. */
export const notifies = (series: OdooSeries): string => (series === 14 ? 'notification' : 'is_notification');

/** Where a version keeps what became of each recipient. */
const notificationTable = (series: OdooSeries): string =>
  series === 14 ? 'mail_message_res_partner_needaction_rel' : 'mail_notification';

/** mark_outgoing of mail_mail.py; the stored failure is forgotten as well. */
export const markOutgoing = (series: OdooSeries, where: string): string =>
  `update mail_mail set state = 'outgoing', failure_reason = null${series >= 15 ? ', failure_type = null' : ''} where ${where}`;

/** cancel of mail_mail.py, and what "Cancel failures" does to the red envelopes of the same messages. */
export const cancelWithEnvelopes = (series: OdooSeries, where: string): string => `
  update ${notificationTable(series)} set notification_status = 'canceled'
    where mail_message_id in (select mail_message_id from mail_mail where ${where})
      and notification_type = 'email' and notification_status not in ('sent', 'canceled');
  update mail_mail set state = 'cancel' where ${where}`;

/** unlink of mail_mail.py and mail_message.py; the ORM's own takes the files that point at a row along with it. */
export const unlink = (series: OdooSeries, where: string): string => `
  create temporary table going on commit drop as
    select id, mail_message_id, coalesce(${notifies(series)}, false) as notifies from mail_mail where ${where};
  delete from ir_attachment where res_model = 'mail.mail' and res_id in (select id from going);
  delete from mail_mail where id in (select id from going);
  delete from ir_attachment a using message_attachment_rel r, going
    where r.attachment_id = a.id and r.message_id = going.mail_message_id and not going.notifies
      and a.res_model = 'mail.message' and a.res_id in (going.mail_message_id, 0);
  delete from ir_attachment where res_model = 'mail.message'
    and res_id in (select mail_message_id from going where not notifies);
  delete from mail_message where id in (select mail_message_id from going where not notifies)`;
