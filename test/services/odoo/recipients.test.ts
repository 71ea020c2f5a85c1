import { describe, expect, test } from 'vitest';
import { wasServed } from '../../../source/domain/mail/mail-recipient.ts';
import { seriesUnderTest } from '../../support/postgres.ts';
import { type OpenedDemo, openDemo } from './open.ts';

const ann = 30;
const bob = 31;

/** Mail 5 as a notification of its own message to two partners, of whom the first was served. */
const addTwoRecipients = async ({ connection, odoo }: OpenedDemo): Promise<void> => {
  const [table, column] =
    odoo.version.series === 14
      ? ['mail_message_res_partner_needaction_rel', 'mail_id']
      : ['mail_notification', 'mail_mail_id'];
  await connection.query(`
    update res_partner set name = 'Ann', email = 'Ann@Customer.example', email_normalized = 'ann@customer.example' where id = ${ann};
    update res_partner set name = 'Bob', email = 'not an address', email_normalized = null, active = false where id = ${bob};
    delete from mail_mail_res_partner_rel where mail_mail_id = 5;
    delete from ${table} where mail_message_id = (select mail_message_id from mail_mail where id = 5);
    insert into mail_mail_res_partner_rel values (5, ${ann}), (5, ${bob});
    insert into ${table} (mail_message_id, ${column}, res_partner_id, notification_type, notification_status, failure_type, failure_reason)
    select mail_message_id, 5, ${ann}, 'email', 'sent', null, null from mail_mail where id = 5
    union all
    select mail_message_id, 5, ${bob}, 'email', 'exception', 'unknown', E'550\\n5.1.1 unknown' from mail_mail where id = 5`);
};

describe.each(seriesUnderTest)('Odoo %i', (series) => {
  test('each recipient comes with what became of the delivery', async () => {
    const opened = await openDemo(series);
    await addTwoRecipients(opened);
    const recipients = await opened.odoo.recipients([5]);

    expect(recipients).toEqual([
      {
        mailId: 5,
        partnerId: ann,
        name: 'Ann',
        address: 'Ann@Customer.example',
        normalizedAddress: 'ann@customer.example',
        archived: false,
        addressed: true,
        notification: { status: 'sent', failureType: null, failureReason: null, mailId: 5 },
      },
      {
        mailId: 5,
        partnerId: bob,
        name: 'Bob',
        address: 'not an address',
        normalizedAddress: null,
        archived: true,
        addressed: true,
        notification: { status: 'exception', failureType: 'unknown', failureReason: '550\n5.1.1 unknown', mailId: 5 },
      },
    ]);
    expect(recipients.map(wasServed)).toEqual([true, false]);
  });

  test('who was taken off the mail after being served is still told', async () => {
    const opened = await openDemo(series);
    await addTwoRecipients(opened);
    await opened.connection.query(
      `delete from mail_mail_res_partner_rel where mail_mail_id = 5 and res_partner_id = ${ann}`,
    );

    await expect(opened.odoo.recipients([5])).resolves.toMatchObject([
      { partnerId: bob, addressed: true, notification: { status: 'exception' } },
      { partnerId: ann, addressed: false, notification: { status: 'sent' } },
    ]);
  });

  test('a notification that belongs to an earlier mail of the message counts for this one', async () => {
    const opened = await openDemo(series);
    await addTwoRecipients(opened);
    await opened.connection.query(`
      insert into mail_mail (id, mail_message_id, state) select 900001, mail_message_id, 'outgoing' from mail_mail where id = 5;
      insert into mail_mail_res_partner_rel values (900001, ${ann})`);
    const [recipient, ...others] = await opened.odoo.recipients([900_001]);

    expect(others).toEqual([]);
    expect(recipient).toMatchObject({ mailId: 900_001, partnerId: ann, notification: { status: 'sent', mailId: 5 } });
  });
});

test('19 tells of an address that is nobody in the address book', async () => {
  const { odoo } = await openDemo(
    19,
    `insert into mail_notification (mail_message_id, mail_mail_id, mail_email_address, notification_type, notification_status)
     select mail_message_id, id, 'stranger@else.example', 'email', 'exception' from mail_mail where id = 5`,
  );

  expect((await odoo.recipients([5])).at(-1)).toMatchObject({
    partnerId: null,
    address: 'stranger@else.example',
    addressed: false,
  });
});

test('14 may have two notifications of one message for a partner; the one of this mail counts', async () => {
  const opened = await openDemo(14);
  await addTwoRecipients(opened);
  await opened.connection.query(`
    insert into mail_message_res_partner_needaction_rel
      (mail_message_id, mail_id, res_partner_id, notification_type, notification_status)
    select mail_message_id, null, ${ann}, 'email', 'exception' from mail_mail where id = 5`);
  const recipients = await opened.odoo.recipients([5]);

  expect(recipients.filter(({ partnerId }) => partnerId === ann)).toMatchObject([{ notification: { status: 'sent' } }]);
});

test('a notification inside Odoo is no delivery', async () => {
  const opened = await openDemo(19);
  await addTwoRecipients(opened);
  await opened.connection.query(
    `update mail_notification set notification_type = 'inbox' where res_partner_id = ${ann}`,
  );

  expect((await opened.odoo.recipients([5]))[0]).toMatchObject({ partnerId: ann, notification: null });
});
