import { describe, expect, test, vi } from 'vitest';
import { recipientsCause } from '../../../source/causes/recipients/index.ts';
import { clearEnvelopes } from '../../../source/causes/recipients/remedies/clear-envelopes-remedy.ts';
import { lookAt, mend } from '../../support/mend.ts';
import { seriesUnderTest } from '../../support/postgres.ts';
import { complaintsOf, runCause } from '../../support/run-cause.ts';
import { openSickWorld } from '../../support/sick-world.ts';

vi.setConfig({ testTimeout: 120_000 });

describe.each(seriesUnderTest)('Odoo %i', (series) => {
  const table = series === 14 ? 'mail_message_res_partner_needaction_rel' : 'mail_notification';
  const [smtp, bounce] = series === 14 ? ['SMTP', 'BOUNCE'] : ['mail_smtp', 'mail_bounce'];

  test('those of deleted documents are told apart and cancelled, byte for byte undone', async () => {
    const world = await openSickWorld({ series, scenario: 'healthy' });
    await world.database.query('create table sale_order (id serial primary key, name varchar)');
    await world.database.query(`insert into sale_order (name) values ('S00001')`);
    await world.database.query(
      `insert into mail_message (id, model, res_id, message_type, date, subject)
       select (select max(id) from mail_message) + number, 'sale.order', case when number <= 25 then 900000 + number else 1 end,
         'notification', (now() at time zone 'UTC') - interval '1 day', 'SO' from generate_series(1, 28) number`,
    );
    await world.database.query(
      `insert into ${table} (mail_message_id, res_partner_id, notification_type, notification_status, failure_type)
       select id, (select min(id) from res_partner), 'email', case when res_id > 1 then 'exception' else 'bounce' end,
         case when res_id > 1 then $1 else $2 end
       from mail_message where subject = 'SO' and model = 'sale.order' and (res_id > 900000 or res_id = 1)
         and date > (now() at time zone 'UTC') - interval '2 days' and message_id is null`,
      [smtp, bounce],
    );
    const before = await runCause(await world.checkContext(), recipientsCause);
    expect(complaintsOf(before)).toEqual([
      'recipients.notifications bounced: warn',
      'recipients.notifications deleted: warn',
    ]);
    expect(before.get('recipients.notifications deleted')?.summary).toBe(
      '25 recipients are marked as not reached (red envelopes) for documents that were deleted since (sale.order).',
    );
    const { plan, findings } = await mend(world, {
      remedy: clearEnvelopes,
      subject: 'deleted',
      cause: recipientsCause,
      look: lookAt(world, [table]),
    });
    expect(plan.affects.count).toBe(25);
    expect(complaintsOf(findings)).toEqual(['recipients.notifications bounced: warn']);
  });
});

test('more than ten thousand are said, and the old ones can be cancelled', async () => {
  const world = await openSickWorld({ series: 17, scenario: 'healthy' });
  await world.database.query(
    `insert into mail_message (id, message_type, date, subject)
     select (select max(id) from mail_message) + number, 'notification', (now() at time zone 'UTC') - interval '9 days', 'Old'
     from generate_series(1, 10500) number`,
  );
  await world.database.query(
    `insert into mail_notification (mail_message_id, res_partner_id, notification_type, notification_status, failure_type)
     select id, (select min(id) from res_partner), 'email', 'exception', 'mail_smtp' from mail_message where subject = 'Old'`,
  );
  const context = await world.checkContext();
  const findings = await runCause(context, recipientsCause);
  expect(findings.get('recipients.notifications many')).toMatchObject({
    status: 'warn',
    remedies: [{ id: 'recipients.clear-envelopes', subject: 'old' }],
  });
  const plan = await clearEnvelopes.plan(context, { subject: 'old', values: { texts: {}, secrets: {} } });
  expect(plan.affects.count).toBe(10_000);
  expect(plan.warnings.at(-1)).toBe('There are more: apply it again for the next.');
});
