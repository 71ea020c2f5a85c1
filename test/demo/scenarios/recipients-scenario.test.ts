import { describe, expect, test, vi } from 'vitest';
import { createDemoDatabase, outerSeries } from '../../support/postgres.ts';
import { lookAtQueue } from './look.ts';

// The first test that wants a version's database waits until it is filled.
vi.setConfig({ testTimeout: 120_000 });

describe.each(outerSeries)('recipients on Odoo %i', (series) => {
  const notification = series >= 15 ? 'mail_notification' : 'mail_message_res_partner_needaction_rel';
  const link = series >= 15 ? 'mail_mail_id' : 'mail_id';

  test('has mails refused by the server and mails with nobody to go to, in the version’s words', async () => {
    const queue = await lookAtQueue(await createDemoDatabase({ series, scenario: 'recipients' }), series);
    const nobody =
      series >= 19
        ? 'At least one valid recipient address should be specified for outgoing emails (To/Cc/Bcc)'
        : `Error without exception. Probably ${series <= 15 ? 'due do' : 'due to'} sending an email without computed recipients.`;
    expect(queue).toMatchObject({ waiting: 11, failed: 22, queueRuns: true });
    expect(queue?.reasons).toHaveLength(4);
    expect(queue?.reasons).toContain(nobody);
    expect(queue?.reasons.filter((reason) => reason.includes('5.1.1 <nobody.'))).toHaveLength(3);
    expect(queue?.types).toEqual(typesOf(series));
    expect(queue?.notified).toEqual(series === 14 ? ['RECIPIENT', 'UNKNOWN'] : ['mail_email_invalid', 'unknown']);
  });

  test('tells four times of each unknown person, under the address the server does not know', async () => {
    const database = await createDemoDatabase({ series, scenario: 'recipients' });
    const rows = await database.query<{ count: number; named: boolean }>(
      `select count(*)::int, bool_and(strpos(mail.failure_reason, partner.email) > 0) as named
       from mail_mail as mail join mail_mail_res_partner_rel as recipient on recipient.mail_mail_id = mail.id
       join res_partner as partner on partner.id = recipient.res_partner_id
       where mail.state = 'exception' and mail.failure_reason like '%5.1.1%' group by partner.id`,
    );
    expect(rows).toEqual([1, 2, 3].map(() => ({ count: 4, named: true })));
  });

  test('keeps of half the mails that nobody could get nothing but the notification', async () => {
    const database = await createDemoDatabase({ series, scenario: 'recipients' });
    const [left] = await database.query(
      `select count(*) filter (where ${link} is null)::int as alone, count(*) filter (where ${link} is not null)::int as kept
       from ${notification} where notification_status = 'exception' and failure_type in ('RECIPIENT', 'mail_email_invalid')`,
    );
    expect(left).toEqual({ alone: 5, kept: 5 });
  });

  test('has one waiting mail for each bad address, a list of no addresses and two blacklisted people', async () => {
    const database = await createDemoDatabase({ series, scenario: 'recipients' });
    const [waiting] = await database.query(
      `select count(*) filter (where partner.id is not null and partner.email is null)::int as "withoutAddress",
         count(*) filter (where partner.email is not null and partner.email_normalized is null)::int as unreadable,
         count(*) filter (where partner.id is null and mail.email_to is null)::int as nobody,
         count(distinct mail.id) filter (where blocked.id is not null)::int >= 2 as blacklisted
       from mail_mail as mail
       left join mail_mail_res_partner_rel as recipient on recipient.mail_mail_id = mail.id
       left join res_partner as partner on partner.id = recipient.res_partner_id
       left join mail_blacklist as blocked on blocked.email = partner.email_normalized
       where mail.state = 'outgoing'`,
    );
    expect(waiting).toEqual({ withoutAddress: 2, unreadable: 3, nobody: 1, blacklisted: true });
  });
});

/** What the mails themselves keep: nothing until 16, from 17 on that they were refused, in 19 why they had nobody. */
function typesOf(series: number): readonly (string | null)[] {
  if (series <= 16) return [null];
  return series <= 18 ? ['unknown', null] : ['mail_email_invalid', 'mail_email_missing', 'unknown'];
}
