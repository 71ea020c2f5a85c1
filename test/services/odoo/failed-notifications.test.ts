import { describe, expect, test } from 'vitest';
import { seriesUnderTest } from '../../support/postgres.ts';
import { openDemo } from './open.ts';

describe.each(seriesUnderTest)('Odoo %i', (series) => {
  const [table, column] =
    series === 14 ? ['mail_message_res_partner_needaction_rel', 'mail_id'] : ['mail_notification', 'mail_mail_id'];

  test('failures of which no mail is left are told, those of a mail in the queue are not', async () => {
    const { odoo } = await openDemo(
      series,
      `update mail_message set subject = 'Order', date = '2026-11-24 09:00' where id = 900;
       delete from ${table} where mail_message_id between 900 and 903;
       insert into ${table} (mail_message_id, ${column}, res_partner_id, notification_type, notification_status, failure_type)
       values (900, null, 30, 'email', 'bounce', 'mail_bounce'), (901, 5, 30, 'email', 'exception', 'mail_smtp'),
         (902, null, 30, 'sms', 'exception', null), (903, null, 30, 'email', 'sent', null)`,
    );
    const { notifications, complete } = await odoo.failedNotifications(1000);
    const ours = notifications.filter(({ messageId }) => messageId >= 900 && messageId <= 903);

    expect(complete).toBe(true);
    expect(ours).toMatchObject([
      {
        messageId: 900,
        status: 'bounce',
        failureType: 'mail_bounce',
        partnerId: 30,
        subject: 'Order',
        date: new Date('2026-11-24T09:00:00Z'),
      },
    ]);
  });

  test('no more are read than asked for, and that there are more is said', async () => {
    const { odoo } = await openDemo(
      series,
      `update ${table} set notification_status = 'exception', ${column} = null
       where id in (select id from ${table} where notification_type = 'email' order by id limit 4)`,
    );
    const { notifications, complete } = await odoo.failedNotifications(3);

    expect(notifications).toHaveLength(3);
    expect(complete).toBe(false);
  });
});
