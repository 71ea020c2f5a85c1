import { describe, expect, test, vi } from 'vitest';
import { createDemoDatabase, type DemoDatabase, outerSeries } from '../../support/postgres.ts';
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
       from mail_mail as mail join ${notification} as recipient on recipient.${link} = mail.id
       join res_partner as partner on partner.id = recipient.res_partner_id
       where recipient.notification_status = 'exception' and mail.failure_reason like '%5.1.1%' group by partner.id`,
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

/** How many mails have an addressee in To, in Cc, or both, and what became of each. */
const kindsOfCopies = (database: DemoDatabase) =>
  database.query(`
    select mail.state, array_agg(distinct n.notification_status order by n.notification_status) as outcomes,
      count(distinct r.res_partner_id) as to, count(distinct c.res_partner_id) as copies
    from mail_mail as mail
    join mail_mail_res_partner_cc_rel as c on c.mail_mail_id = mail.id
    left join mail_mail_res_partner_rel as r on r.mail_mail_id = mail.id
    join mail_notification as n on n.mail_mail_id = mail.id
    where mail.state = 'exception' group by mail.id, mail.state order by "to"`);

test('In 20 two mails failed for somebody in copy: alone, and beside a customer who has it', async () => {
  const database = await createDemoDatabase({ series: 20, scenario: 'recipients' });
  expect(await kindsOfCopies(database)).toEqual([
    { state: 'exception', outcomes: ['exception'], to: '0', copies: '1' },
    { state: 'exception', outcomes: ['exception', 'sent'], to: '1', copies: '1' },
  ]);
});

test('A company at work puts some in copy in 20, and addresses the same people in the versions before', async () => {
  const recipients = async (series: 19 | 20) => {
    const database = await createDemoDatabase({ series });
    const tables = ['mail_mail_res_partner_rel', ...(series === 20 ? ['mail_mail_res_partner_cc_rel'] : [])];
    return database.query(
      `select mail_mail_id, res_partner_id from (${tables.map((table) => `table ${table}`).join(' union all ')}) r order by 1, 2`,
    );
  };
  const before = await recipients(19);
  expect(await recipients(20)).toEqual(before);
  const database = await createDemoDatabase({ series: 20 });
  const [copies] = await database.query<{ count: string }>('select count(*) from mail_mail_res_partner_cc_rel');
  expect(Number(copies?.count)).toBeGreaterThan(50);
});
