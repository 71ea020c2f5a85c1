import { expect, test } from 'vitest';
import { seriesUnderTest } from '../../support/postgres.ts';
import { openDemo } from './open.ts';

test.each(seriesUnderTest)('Odoo %i: scheduled notifications where there is a table for them', async (series) => {
  const { odoo } = await openDemo(
    series,
    series >= 16
      ? `delete from mail_message_schedule;
         insert into mail_message_schedule (mail_message_id, scheduled_datetime) values
           (900, '2026-11-26 08:00'), (901, '2026-11-25 08:00'), (902, '2026-11-27 08:00')`
      : undefined,
  );
  const scheduled = await odoo.scheduledNotifications(2);

  expect(scheduled?.map(({ messageId, at }) => [messageId, at.toISOString()])).toEqual(
    series >= 16
      ? [
          [901, '2026-11-25T08:00:00.000Z'],
          [900, '2026-11-26T08:00:00.000Z'],
        ]
      : undefined,
  );
});

test('messages to be posted later are read where there is a table for them', async () => {
  const { odoo } = await openDemo(
    19,
    `drop table if exists mail_scheduled_message;
     create table mail_scheduled_message (id serial, model varchar, res_id int, subject varchar, scheduled_date timestamp);
     insert into mail_scheduled_message (model, res_id, subject, scheduled_date)
     values ('sale.order', 12, 'Reminder', '2026-11-25 08:00')`,
  );

  await expect(odoo.scheduledPosts(10)).resolves.toEqual([
    { id: 1, document: { model: 'sale.order', id: 12 }, subject: 'Reminder', at: new Date('2026-11-25T08:00:00Z') },
  ]);
});

test('17 has no messages to be posted later', async () => {
  const { odoo } = await openDemo(17);

  await expect(odoo.scheduledPosts(10)).resolves.toBeUndefined();
});
