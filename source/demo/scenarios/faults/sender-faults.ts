import type { OdooSeries } from '../../../domain/odoo/odoo-series.ts';
import { acmeDomain } from '../../database/content/people.ts';
import { type SeededFailure, senderRefused } from '../../database/content/seeded-failures.ts';
import type { ScenarioContext } from '../../scenario.ts';

/** Under this sender Odoo hands mails over whenever the server may send for the domain, so that bounces come back to it. */
const bounceAddress = `bounce@${acmeDomain}`;

/** What Odoo keeps when a relay wants the login as sender (Postfix, reject_sender_login_mismatch). */
export function bounceRefused(series: OdooSeries): SeededFailure {
  const text = `5.7.1 <${bounceAddress}>: Sender address rejected: not owned by user odoo@${acmeDomain}`;
  return senderRefused(series, 553, text, bounceAddress);
}

/** 14 gives each mail a bounce address of its own: `bounce+<mail>-<model>-<document>@…`. Later versions have one for all. */
export async function nameMailsInBounceAddress({ sql, series }: ScenarioContext): Promise<void> {
  if (series > 14) {
    return;
  }
  await sql.query(
    `update mail_mail as mail set failure_reason = replace(failure_reason, $1,
       format('bounce+%s-%s-%s@${acmeDomain}', mail.id, message.model, message.res_id))
     from mail_message as message where message.id = mail.mail_message_id and mail.state = 'exception'`,
    [bounceAddress],
  );
  await sql.query(
    `update mail_message_res_partner_needaction_rel as notification set failure_reason = mail.failure_reason
     from mail_mail as mail where mail.id = notification.mail_id and mail.state = 'exception'`,
  );
}
