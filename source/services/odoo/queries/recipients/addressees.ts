import { hasTable, type OdooSchema } from '../../odoo-schema.ts';

/** The relations of a mail to its partners: those in To, and from 20 on those in Cc (recipient_cc_ids, mail/models/mail_mail.py). */
export const partnerRelations = (schema: OdooSchema): readonly PartnerRelation[] =>
  hasTable(schema, copies) ? [direct, copies] : [direct];

const direct = 'mail_mail_res_partner_rel';
const copies = 'mail_mail_res_partner_cc_rel';

export type PartnerRelation = typeof direct | typeof copies;

/**
 * What stands after `from` for the partners of mails (mail_mail_id, res_partner_id), each once: one in Cc gets a message
 * of their own like one in To. Of the parts each has its index, which a condition on the mail reaches.
 */
export const addresseesIn = (schema: OdooSchema): string =>
  hasTable(schema, copies)
    ? `(
    select mail_mail_id, res_partner_id from ${direct}
    union all
    select mail_mail_id, res_partner_id from ${copies} copied
    where not exists (
      select from ${direct} same
      where same.mail_mail_id = copied.mail_mail_id and same.res_partner_id = copied.res_partner_id
    )
  )`
    : direct;
