import { describe, expect, test } from 'vitest';
import { seriesUnderTest } from '../../support/postgres.ts';
import { openDemo } from './open.ts';

/** Mails 1 to 4 without recipients, to be given some. */
const bare = `
  delete from mail_mail_res_partner_rel where mail_mail_id <= 4;
  update mail_mail set email_to = null, email_cc = null where id <= 4;
  delete from mail_blacklist;`;

describe.each(seriesUnderTest)('Odoo %i', (series) => {
  test('a mail to nobody, a partner without address and an address that Odoo cannot read are told apart', async () => {
    const { odoo } = await openDemo(
      series,
      `${bare}
       update mail_mail set email_to = '  ' where id = 1;
       update mail_mail set email_cc = 'carla@else.example' where id = 4;
       update res_partner set email = null, email_normalized = null where id = 30;
       update res_partner set email = 'broken address', email_normalized = null where id = 31;
       insert into mail_mail_res_partner_rel values (2, 30), (3, 31), (3, 32)`,
    );

    await expect(odoo.recipientFlaws([1, 2, 3, 4])).resolves.toEqual([
      { mailId: 3, flaw: 'unreadable-address', partnerId: 31, address: 'broken address' },
      { mailId: 2, flaw: 'no-address', partnerId: 30, address: null },
      { mailId: 1, flaw: 'no-recipient', partnerId: null, address: null },
    ]);
  });

  test('the blacklist is asked about partners and about plain addresses', async () => {
    const { odoo } = await openDemo(
      series,
      `${bare}
       insert into mail_blacklist (email, active) values
         ('dora@else.example', true), ('emil@else.example', true), ('lifted@else.example', false);
       update res_partner set email = 'Dora@Else.example', email_normalized = 'dora@else.example' where id = 30;
       update mail_mail set email_to = '"Emil, E." <Emil@else.example>; lifted@else.example' where id = 1;
       update mail_mail set email_to = 'fine@else.example' where id in (2, 3, 4);
       insert into mail_mail_res_partner_rel values (2, 30)`,
    );

    await expect(odoo.recipientFlaws([1, 2, 3, 4])).resolves.toEqual([
      { mailId: 2, flaw: 'blacklisted', partnerId: 30, address: 'dora@else.example' },
      {
        mailId: 1,
        flaw: 'unparted',
        partnerId: null,
        address: '"Emil, E." <Emil@else.example>; lifted@else.example',
      },
      { mailId: 1, flaw: 'blacklisted', partnerId: null, address: 'emil@else.example' },
    ]);
  });

  test('several addresses without a comma are found in a mail and in a contact', async () => {
    const { odoo } = await openDemo(
      series,
      `${bare}
       update mail_mail set email_to = 'a@else.example, b@else.example' where id = 1;
       update mail_mail set email_to = 'a@else.example', email_cc = 'b@else.example;c@else.example' where id = 2;
       update mail_mail set email_to = 'a@else.example b@else.example' where id = 3;
       update mail_mail set email_to = 'fine@else.example' where id = 4;
       update res_partner set email = 'a@else.example; b@else.example', email_normalized = 'a@else.example' where id = 30;
       insert into mail_mail_res_partner_rel values (4, 30)`,
    );

    await expect(odoo.recipientFlaws([1, 2, 3, 4])).resolves.toEqual([
      { mailId: 4, flaw: 'unparted', partnerId: 30, address: 'a@else.example; b@else.example' },
      { mailId: 3, flaw: 'unparted', partnerId: null, address: 'a@else.example b@else.example' },
      { mailId: 2, flaw: 'unparted', partnerId: null, address: 'b@else.example;c@else.example' },
    ]);
  });
});
