import { describe, expect, test } from 'vitest';
import { seriesUnderTest } from '../../support/postgres.ts';
import { openDemo } from './open.ts';

/** Long after everything that is in the demo. */
const now = new Date('2036-11-24T12:00:00Z');

/** A day's mail to those receivers, and what is older, still waits, failed or is no mail. */
const prepare = (table: string, flag: string): string => `
  update res_partner set email_normalized = 'a@gmail.com' where id = 30;
  update res_partner set email_normalized = 'b@hotmail.co.uk' where id = 31;
  update res_partner set email_normalized = 'c@gmail.com.one.example' where id = 32;
  update res_partner set email_normalized = null where id = 33;
  insert into mail_message (id, message_type, create_date) values
    (800001, 'comment', '2036-11-22 12:00'), (800002, 'comment', '2036-11-23 12:30'), (800003, 'comment', '2036-11-24 11:30'),
    (800004, 'email', '2036-11-20 11:40'), (800005, 'email', '2036-11-24 11:50');
  insert into ${table} (mail_message_id, res_partner_id, notification_type, notification_status) values
    (800001, 30, 'email', 'sent'), (800002, 30, 'email', 'sent'), (800002, 31, 'email', 'bounce'),
    (800003, 32, 'email', 'sent'), (800003, 30, 'email', 'exception'), (800003, 31, 'inbox', 'sent');
  insert into mail_mail (id, mail_message_id, state, email_to, email_cc, ${flag}, write_date) values
    (800003, 800003, 'sent', null, null, true, '2036-11-24 11:30'),
    (800004, 800004, 'sent', '"z@gmail.com" <Z@Yahoo.FR>, y@aol.com ', 'x@firm.example;w@GMAIL.com', null, '2036-11-24 11:41'),
    (800005, 800005, 'outgoing', 'd@gmail.com', null, false, '2036-11-24 11:51');
  insert into mail_mail_res_partner_rel values (800003, 30), (800004, 31), (800004, 33), (800005, 30);`;

const sqlFor = (series: number): string =>
  series === 14
    ? prepare('mail_message_res_partner_needaction_rel', 'notification')
    : prepare('mail_notification', 'is_notification');

describe.each(seriesUnderTest)('Odoo %i', (series) => {
  test('recipients of the last day are counted by whose mailboxes they have', async () => {
    const { odoo } = await openDemo(series, sqlFor(series));

    await expect(odoo.receiverVolume({ now: () => now, budget: 60_000, pageSize: 3 })).resolves.toEqual({
      recipients: { Gmail: 2, Yahoo: 2, 'Outlook.com': 2 },
      others: 3,
      complete: true,
      mailings: false,
    });
  });
});

test('when the time allowed is over, what was seen so far is told as incomplete', async () => {
  const { odoo } = await openDemo(19, sqlFor(19));
  const times = [now, new Date(now.getTime() + 51)];

  await expect(
    odoo.receiverVolume({ now: () => times.shift() ?? now, budget: 50, pageSize: 3 }),
  ).resolves.toMatchObject({
    recipients: { Gmail: 1, Yahoo: 2, 'Outlook.com': 1 },
    complete: false,
  });
});

test('where Email Marketing is there, whose mails delete themselves, that is told', async () => {
  const { odoo } = await openDemo(18, 'create table if not exists mailing_mailing (id int, state varchar)');

  await expect(odoo.receiverVolume({ now: () => now, budget: 60_000 })).resolves.toMatchObject({ mailings: true });
});

test('without a single message nothing was sent', async () => {
  const { odoo } = await openDemo(18, "update mail_message set create_date = '2020-01-01', date = '2020-01-01'");

  await expect(odoo.receiverVolume({ now: () => now, budget: 60_000 })).resolves.toMatchObject({
    recipients: { Gmail: 0, Yahoo: 0, 'Outlook.com': 0 },
    others: 0,
  });
});
