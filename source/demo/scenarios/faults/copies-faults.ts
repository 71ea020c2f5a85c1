import type { ScenarioContext } from '../../scenario.ts';
import { unknownPeople } from './bad-addresses-faults.ts';

/**
 * Since 20 a partner may be in copy: of the mails that failed because the server does not know somebody, one had that
 * person in Cc alone, and one in Cc beside a customer, who got it.
 */
export async function putUnknownPeopleInCopy({ sql, series }: ScenarioContext): Promise<void> {
  if (series < 20) {
    return;
  }
  await sql.query(
    `with failed as (
       select mail.id, mail.mail_message_id as message, row_number() over (order by mail.id) as number, r.res_partner_id as partner
       from mail_mail as mail join mail_mail_res_partner_rel as r on r.mail_mail_id = mail.id
       where mail.state = 'exception' and r.res_partner_id = any($1)),
     moved as (
       delete from mail_mail_res_partner_rel as r using failed
       where failed.number <= 2 and r.mail_mail_id = failed.id returning r.mail_mail_id as id, r.res_partner_id as partner),
     copied as (insert into mail_mail_res_partner_cc_rel (mail_mail_id, res_partner_id) select id, partner from moved),
     customer as (
       select id from res_partner where id <> all($1) and email_normalized is not null and partner_share order by id limit 1),
     addressed as (
       insert into mail_mail_res_partner_rel (mail_mail_id, res_partner_id)
       select failed.id, customer.id from failed, customer where failed.number = 2)
     insert into mail_notification
       (mail_message_id, mail_mail_id, res_partner_id, notification_type, notification_status, failure_reason, is_read)
     select failed.message, failed.id, customer.id, 'email', 'sent', '', true from failed, customer where failed.number = 2`,
    [unknownPeople.map(({ id }) => id)],
  );
}
