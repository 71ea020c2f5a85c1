import type { QueryOptions } from '../../../postgres/database.ts';
import { type OdooSource, readRows } from '../../odoo-source.ts';

/**
 * The newest messages below an id that went by mail, or are to go, to one of the contacts. Run on Odoo 14–19. Cost: the
 * contacts' notifications and mails by index.
 */
export const readMessagesOfContacts = async (
  source: OdooSource,
  { contacts, below, limit }: { contacts: readonly number[]; below: number; limit: number },
  options?: QueryOptions,
): Promise<readonly number[]> => {
  const { name } = source.notifications;
  const text = `
    select distinct id from (
      (select mail_message_id as id from ${name}
       where res_partner_id = any($1::int[]) and notification_type = 'email' and mail_message_id < $2
       order by mail_message_id desc limit $3)
      union all
      (select m.mail_message_id as id
       from mail_mail_res_partner_rel r join mail_mail m on m.id = r.mail_mail_id
       where r.res_partner_id = any($1::int[]) and m.mail_message_id < $2
       order by m.mail_message_id desc limit $3)
    ) theirs
    order by id desc limit $3`;
  const statement = { what: `the notifications (${name})`, text, values: [contacts, below, limit] };
  const rows = await readRows<{ readonly id: number }>(source, statement, options);
  return rows.map(({ id }) => id);
};
