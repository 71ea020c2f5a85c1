import { toUtc } from '../../database/content/moments.ts';
import { recipientRefused, type SeededFailure } from '../../database/content/seeded-failures.ts';
import type { ScenarioContext } from '../../scenario.ts';

/** The newest mails to so many different partners turn out to have gone to people who do not exist. */
export async function loseRecipients(context: ScenarioContext, count: number, until: Date): Promise<void> {
  const { sql, series } = context;
  const { rows } = await sql.query(
    `select id, message, email from (
       select distinct on (partner.id) mail.id, message.id as message, message.date, partner.email
       from mail_mail as mail
       join mail_message as message on message.id = mail.mail_message_id
       join mail_mail_res_partner_rel as recipient on recipient.mail_mail_id = mail.id
       join res_partner as partner on partner.id = recipient.res_partner_id
       where mail.state = 'sent' and message.date < $1 and message.model = 'stock.picking'
         and (select count(*) from mail_mail_res_partner_rel where mail_mail_id = mail.id) = 1
       order by partner.id, message.date desc) as newest
     order by date desc limit $2`,
    [toUtc(until), count],
  );
  const lost = rows.map((row) => {
    const address = String(row['email']);
    const text = `5.1.1 <${address}>: Recipient address rejected: User unknown in virtual mailbox table`;
    return { mail: row['id'], message: row['message'], ...recipientRefused(series, address, 550, text) };
  });
  await markFailed(context, lost);
}

type LostMail = SeededFailure & { readonly mail: unknown; readonly message: unknown };

async function markFailed({ sql, series }: ScenarioContext, lost: readonly LostMail[]): Promise<void> {
  const given = `jsonb_to_recordset($1) as lost (mail int, message int, reason text, "failureType" text, notification jsonb)`;
  const type = series >= 15 ? ', failure_type = lost."failureType"' : '';
  await sql.query(
    `update mail_mail set state = 'exception', failure_reason = lost.reason${type} from ${given} where id = lost.mail`,
    [JSON.stringify(lost)],
  );
  await sql.query(
    `update ${series >= 15 ? 'mail_notification' : 'mail_message_res_partner_needaction_rel'}
     set notification_status = 'exception', failure_type = lost.notification->>'failureType',
       failure_reason = lost.notification->>'failureReason'
     from ${given} where mail_message_id = lost.message`,
    [JSON.stringify(lost)],
  );
}
