import { toUtc } from '../../database/content/moments.ts';
import type { ScenarioContext } from '../../scenario.ts';

const refusal = `This is the mail system at host mx.recipients.example.

<recipient>: host mx.recipients.example[192.0.2.25] said: 550 5.7.26 This mail has been blocked because the sender is
unauthenticated: SPF and DKIM did not pass (in reply to end of DATA command)`;

/** Of every `share`th notification sent since then the bounce has come back and was read (mail/models/mail_thread.py). */
export async function bounceMailsSince({ sql, series }: ScenarioContext, since: Date, share: number): Promise<void> {
  const table = series >= 15 ? 'mail_notification' : 'mail_message_res_partner_needaction_rel';
  // 14 writes down no more than that.
  const told = series >= 15 ? `, failure_type = 'mail_bounce', failure_reason = $3` : '';
  const values = [toUtc(since), share, ...(series >= 15 ? [refusal] : [])];
  await sql.query(
    `update ${table} n set notification_status = 'bounce'${told} from mail_message g
     where g.id = n.mail_message_id and g.date >= $1 and n.notification_status = 'sent' and n.id % $2 = 0`,
    values,
  );
  await sql.query(
    `update res_partner p set message_bounce = found.count
     from (select res_partner_id, count(*) from ${table} where notification_status = 'bounce' group by 1) found
     where found.res_partner_id = p.id`,
  );
}
