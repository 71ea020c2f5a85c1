import { describe, expect, test } from 'vitest';
import { recipientsCause } from '../../../source/causes/recipients/index.ts';
import { correct } from '../../../source/causes/recipients/remedies/correct-address-remedy.ts';
import { runCause } from '../../support/run-cause.ts';
import { openSickWorld, type SickWorld } from '../../support/sick-world.ts';

/** A failed mail whose contact stands in Cc as text, too, as OCA's mail_composer_cc_bcc and Odoo up to 16 write it. */
const failCc = async ({ database }: SickWorld) => {
  const [row] = await database.query(`
    with chosen as (
      select m.id, p.id as partner, p.email_normalized as address from mail_mail m
      join mail_mail_res_partner_rel r on r.mail_mail_id = m.id join res_partner p on p.id = r.res_partner_id
      where m.state = 'sent' and p.email_normalized is not null order by m.id desc limit 1)
    update mail_mail set state = 'exception', email_cc = '"Rej" <' || chosen.address || '>, other@dest.example',
      failure_reason = 'Mail Delivery Failed' || E'\n' || 'Mail delivery failed via SMTP server ''None''.' || E'\n' ||
        'SMTPRecipientsRefused: {''' || chosen.address || ''': (550, b''5.1.1 User unknown'')}'
    from chosen where mail_mail.id = chosen.id returning mail_mail.id, chosen.partner, chosen.address`);
  return { mail: Number(row?.['id']), partner: Number(row?.['partner']), address: String(row?.['address']) };
};

const request = (partner: number) => ({
  subject: `partner:${partner}`,
  values: { texts: { address: 'right@dest.example' }, secrets: {} },
});

describe.each([16, 17] as const)('Odoo %i', (series) => {
  test('a corrected contact is corrected in the Cc of the mails that failed for it, and nobody else is', async () => {
    const world = await openSickWorld({ series, scenario: 'healthy' });
    const { mail, partner } = await failCc(world);
    const plan = await correct.plan(await world.checkContext(), request(partner));

    expect(plan.locksQueue).toBe(true);
    expect(plan.warnings[0]).toBe('1 mail holds the old address in To or Cc as well, and gets the new one there.');
    expect(plan.transactions[0]).toMatchObject([
      { table: 'res_partner' },
      {
        kind: 'update-rows',
        table: 'mail_mail',
        rows: [{ id: mail, after: { email_cc: '"Rej" <right@dest.example>, other@dest.example' } }],
      },
    ]);
  });

  test('where the contact alone was corrected, the mail is said to hold the old address still', async () => {
    const world = await openSickWorld({ series, scenario: 'healthy' });
    const { partner, address } = await failCc(world);
    await world.database.query(
      `update res_partner set email = 'right@dest.example', email_normalized = 'right@dest.example' where id = ${partner}`,
    );
    const found = await runCause(await world.checkContext(), recipientsCause);

    expect(found.get('recipients.refused')).toMatchObject({
      status: 'warn',
      summary: expect.stringContaining(address),
      detail: expect.stringContaining('stands in To or Cc of the mail itself'),
    });
    expect(found.has('recipients.corrected')).toBe(false);
  });

  test('a contact whose mails name nobody plainly is corrected alone', async () => {
    const world = await openSickWorld({ series, scenario: 'healthy' });
    const { mail, partner } = await failCc(world);
    await world.database.query(`update mail_mail set email_cc = 'other@dest.example' where id = ${mail}`);
    const plan = await correct.plan(await world.checkContext(), request(partner));

    expect(plan.transactions[0]).toHaveLength(1);
    expect(plan.locksQueue).not.toBe(true);
  });

  test('a mail that leaves while the change is worked out is left out of it', async () => {
    const world = await openSickWorld({ series, scenario: 'healthy' });
    const { mail, partner } = await failCc(world);
    const context = await world.checkContext();
    const recipients: typeof context.odoo.recipients = async (...given) => {
      const found = await context.odoo.recipients(...given);
      await world.database.query(`delete from mail_mail where id = ${mail}`);
      return found;
    };
    const plan = await correct.plan({ ...context, odoo: { ...context.odoo, recipients } }, request(partner));

    expect(plan.transactions[0]).toMatchObject([{ table: 'res_partner' }]);
  });
});
