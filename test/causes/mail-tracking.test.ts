import { describe, expect, test } from 'vitest';
import { recipientsCause } from '../../source/causes/recipients/index.ts';
import { judgeLosses } from '../../source/causes/recipients/tracked-check.ts';
import { stuckCause } from '../../source/causes/stuck/index.ts';
import { installTracking, trackCopy, unknownRecipient, withoutReason, wrapped } from '../support/mail-tracking.ts';
import { complaintsOf, runCause } from '../support/run-cause.ts';
import { openSickWorld, type SickWorld } from '../support/sick-world.ts';

/** The newest sent mails, which then failed as such a database keeps it. */
const failSent = async ({ database }: SickWorld, count: number): Promise<readonly number[]> => {
  const rows = await database.query(
    `update mail_mail set state = 'exception', failure_reason = $1 where id in (
       select m.id from mail_mail m where m.state = 'sent'
         and exists (select from mail_mail_res_partner_rel r where r.mail_mail_id = m.id)
       order by m.id desc limit $2)
     returning id`,
    [withoutReason, count],
  );
  return rows.map(({ id }) => Number(id));
};

describe.each([14, 17] as const)("Odoo %i with OCA's mail_tracking", (series) => {
  test('the refusal that it keeps is the failure: counted by class, and nobody is told of an interruption', async () => {
    const world = await openSickWorld({ series, scenario: 'healthy' });
    const [one = 0, two = 0, three = 0] = await failSent(world, 3);
    await world.database.query(
      [
        installTracking,
        // An earlier attempt, whose answer is not the last.
        trackCopy({ mail: one, state: 'error', error: wrapped("SMTPDataError: (554, b'5.7.1 spam')") }),
        trackCopy({ mail: one, state: 'error', error: unknownRecipient('gone@customer.example') }),
        trackCopy({ mail: two, state: 'error', error: unknownRecipient('gone@customer.example') }),
        trackCopy({
          mail: three,
          state: 'error',
          error: wrapped("SMTPDataError: (554, b'5.7.1 Message rejected as spam')"),
        }),
      ].join(';'),
    );
    const context = await world.checkContext();
    const { failures } = await context.readQueue();

    expect(failures.map((group) => [group.class, group.count])).toEqual([
      ['rcpt.unknown', 2],
      ['rep.content', 1],
    ]);
    expect(complaintsOf(await runCause(context, stuckCause))).toEqual([]);
    await expect(context.odoo.mails([one])).resolves.toMatchObject([
      { failureReason: expect.stringContaining('gone@customer.example') },
    ]);
    await expect(context.odoo.mailOutcomes([three])).resolves.toMatchObject([
      { failureReason: expect.stringContaining('rejected as spam') },
    ]);
    const found = await context.odoo.matchingMails({ withFailures: true, ids: [one, two, three] });
    expect(found.map(({ ids }) => ids.length).toSorted((a, b) => a - b)).toEqual([1, 2]);
    const recent = await context.odoo.recentRefusals({
      of: 'exception',
      since: new Date(0),
      recipientsSince: new Date(0),
    });
    expect(recent.filter(({ failure }) => failure.includes('Error without exception'))).toEqual([]);
  });

  test('who got nothing of a mail that Odoo calls sent is counted, and nobody is said to have missed nothing', async () => {
    const world = await openSickWorld({ series, scenario: 'healthy' });
    const [first = 0, second = 0] = (
      await world.database.query(`select id from mail_mail where state = 'sent' order by id desc limit 2`)
    ).map(({ id }) => Number(id));
    const lost = { state: 'error', error: unknownRecipient('gone@customer.example') };
    await world.database.query(
      [
        installTracking,
        trackCopy({ mail: first, partner: 3, address: 'gone@customer.example', ...lost }),
        trackCopy({ mail: first, partner: 4, address: 'fine@customer.example', state: 'sent' }),
        // Another got it at the second attempt.
        trackCopy({ mail: second, partner: 5, address: 'late@customer.example', ...lost }),
        trackCopy({ mail: second, partner: 5, address: 'late@customer.example', state: 'delivered' }),
      ].join(';'),
    );
    const found = await runCause(await world.checkContext(), recipientsCause);

    expect(found.get('recipients.tracked')).toMatchObject({
      status: 'warn',
      summary:
        '1 recipient of the last three days got nothing (gone@customer.example), although Odoo calls their mails sent: recipient unknown: 1.',
    });
    expect(found.get('recipients.notifications')).toBeUndefined();
    await world.database.query(`update mail_tracking_email set time = time - interval '4 days'`);
    const later = await runCause(await world.checkContext(), recipientsCause);
    expect(later.get('recipients.tracked')).toBeUndefined();
    expect(later.get('recipients.notifications')).toMatchObject({ status: 'ok' });
  });
});

test('what was lost is told with the reasons, most first, and at most three addresses', () => {
  const at = new Date();
  const loss = (address: string | null, failure: string | null) => ({ address, failure, at, subject: null });
  const { summary } = judgeLosses([
    loss('a@x.example', null),
    loss('b@x.example', unknownRecipient('b@x.example')[1]),
    loss('c@x.example', unknownRecipient('c@x.example')[1]),
    loss('d@x.example', unknownRecipient('d@x.example')[1]),
    loss(null, null),
  ]);

  expect(summary).toBe(
    '5 recipients of the last three days got nothing (a@x.example, b@x.example, c@x.example, …), although Odoo calls their mails sent: recipient unknown: 3, bounced: 2.',
  );
  expect(judgeLosses(Array.from({ length: 1_000 }, () => loss(null, null))).summary).toMatch(/^At least 1 000 recip/);
});
