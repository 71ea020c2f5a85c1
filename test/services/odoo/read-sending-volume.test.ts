import { describe, expect, test } from 'vitest';
import { seriesUnderTest } from '../../support/postgres.ts';
import { openDemo } from './open.ts';

/** Long after everything that is in the demo. */
const now = new Date('2036-11-24T12:00:00Z');

/** An hour's and a day's mail, and one that is older. */
const prepare = (table: string, column: string, flag: string): string => `
  insert into mail_message (id, message_type, create_date) values
    (800001, 'comment', '2036-11-22 12:00'), (800002, 'comment', '2036-11-23 12:30'), (800003, 'comment', '2036-11-24 11:30'),
    (800004, 'email', '2036-11-24 11:40'), (800005, 'email', '2036-11-24 11:50');
  insert into ${table} (mail_message_id, ${column}, res_partner_id, notification_type, notification_status) values
    (800001, null, 30, 'email', 'sent'), (800002, null, 30, 'email', 'sent'), (800002, null, 31, 'email', 'bounce'),
    (800003, null, 30, 'email', 'sent'), (800003, null, 31, 'email', 'exception'), (800003, null, 32, 'inbox', 'sent');
  insert into mail_mail (id, mail_message_id, state, email_to, email_cc, ${flag}, write_date) values
    (800003, 800003, 'sent', null, null, true, '2036-11-24 11:30'),
    (800004, 800004, 'sent', 'a@x.example, b@x.example', 'c@x.example', null, '2036-11-24 11:41'),
    (800005, 800005, 'outgoing', 'd@x.example', null, false, '2036-11-24 11:51');
  insert into mail_mail_res_partner_rel values (800003, 30), (800004, 33), (800005, 30);`;

describe.each(seriesUnderTest)('Odoo %i', (series) => {
  const sql =
    series === 14
      ? prepare('mail_message_res_partner_needaction_rel', 'mail_id', 'notification')
      : prepare('mail_notification', 'mail_mail_id', 'is_notification');

  test('what was sent in an hour and a day is counted in messages and recipients', async () => {
    const { odoo } = await openDemo(series, sql);

    await expect(odoo.sendingVolume({ now: () => now, budget: 60_000, pageSize: 3 })).resolves.toMatchObject({
      lastHour: { messages: 3, recipients: 5 },
      lastDay: { messages: 5, recipients: 7 },
      complete: true,
    });
  });
});

test('the walk ends with a page that is older than a day', async () => {
  const { odoo } = await openDemo(19, prepare('mail_notification', 'mail_mail_id', 'is_notification'));

  await expect(odoo.sendingVolume({ now: () => now, budget: 60_000, pageSize: 4 })).resolves.toMatchObject({
    complete: true,
    walkedMessages: 12,
  });
});

test('when the time allowed is over, what was seen so far is told as incomplete', async () => {
  const { odoo } = await openDemo(19, prepare('mail_notification', 'mail_mail_id', 'is_notification'));
  const times = [now, new Date(now.getTime() + 51)];

  await expect(odoo.sendingVolume({ now: () => times.shift() ?? now, budget: 50, pageSize: 2 })).resolves.toMatchObject(
    {
      lastHour: { messages: 2, recipients: 4 },
      complete: false,
      walkedMessages: 2,
      walkedBackTo: new Date('2036-11-24T11:40:00Z'),
    },
  );
});
