import { describe, expect, test, vi } from 'vitest';
import { recipientsCause } from '../../../source/causes/recipients/index.ts';
import type { Envelopes } from '../../../source/causes/recipients/measure-envelopes.ts';
import { judgeEnvelopes } from '../../../source/causes/recipients/notifications-check.ts';
import { chooseEnvelopes, clearEnvelopes } from '../../../source/causes/recipients/remedies/clear-envelopes-remedy.ts';
import type { FailedNotification } from '../../../source/domain/mail/failed-notification.ts';
import { lookAt, mend } from '../../support/mend.ts';
import { seriesUnderTest } from '../../support/postgres.ts';
import { complaintsOf, runCause } from '../../support/run-cause.ts';
import { openSickWorld } from '../../support/sick-world.ts';

vi.setConfig({ testTimeout: 120_000 });

const now = new Date('2026-11-28T12:00:00Z');
const day = 24 * 3_600_000;

const envelope = (id: number, failureType: string | null, daysAgo: number | null): FailedNotification => ({
  id,
  messageId: id,
  status: failureType === 'mail_bounce' ? 'bounce' : 'exception',
  failureType,
  failureReason: null,
  partnerId: 3,
  subject: 'Order',
  document: { model: 'sale.order', id },
  date: daysAgo === null ? null : new Date(now.getTime() - daysAgo * day),
});

const none: Omit<Envelopes, 'evidence'> = { standing: [], gone: [], unsure: 0, complete: true };

describe('red envelopes', () => {
  test.each<
    [name: string, given: Partial<Envelopes>, told: readonly (readonly [string | undefined, string, string])[]]
  >([
    ['there are none', {}, [[undefined, 'ok', 'recipient']]],
    [
      'the last is older than three days',
      { standing: [envelope(1, 'mail_smtp', 3.1)] },
      [[undefined, 'ok', 'recipient']],
    ],
    ['one has no date', { standing: [envelope(1, 'mail_smtp', null)] }, [[undefined, 'ok', 'recipient']]],
    [
      'each kind has its own owner, the most frequent first',
      {
        standing: [
          envelope(1, 'mail_bounce', 1),
          envelope(2, 'mail_smtp', 1),
          envelope(3, 'mail_smtp', 2.9),
          envelope(4, 'mail_email_missing', 1),
          envelope(5, 'mail_from_invalid', 1),
          envelope(6, null, 1),
          envelope(7, 'mail_bl', 1),
        ],
      },
      [
        ['not-handed-over', 'warn', 'odoo'],
        ['bounced', 'warn', 'recipient'],
        ['no-address', 'warn', 'odoo'],
        ['no-sender', 'warn', 'odoo'],
        ['not-told', 'warn', 'odoo'],
        ['left-out', 'ok', 'recipient'],
      ],
    ],
    ['documents were deleted lately', { gone: [envelope(1, 'mail_smtp', 1)] }, [['deleted', 'warn', 'odoo']]],
    ['documents were deleted long ago', { gone: [envelope(1, 'mail_smtp', 9)] }, [['deleted', 'ok', 'odoo']]],
    ['there are more than were read', { complete: false }, [['many', 'warn', 'odoo']]],
  ])('where %s', (_, given, told) => {
    const found = judgeEnvelopes({ ...none, ...given }, now);
    expect(found.map(({ kind, status, owner }) => [kind, status, owner])).toEqual(told);
  });

  test('are said to be at least so many where not all were read', () => {
    const found = judgeEnvelopes({ ...none, standing: [envelope(1, 'mail_smtp', 1)], complete: false }, now);
    expect(found[0]?.summary).toMatch(/^At least 1 recipient /);
  });

  test('of which nobody knows whether the document is there are said to be so', () => {
    const [found] = judgeEnvelopes({ ...none, standing: [envelope(1, 'mail_smtp', 9)], unsure: 1 }, now);
    expect(found?.summary).toBe(
      'Odoo marks no recipient of the last three days as not reached without a mail in the queue that says so (1 older one); of 1 the document could not be looked for.',
    );
  });

  test('are chosen by what they stand on, or by their age', () => {
    const given = {
      gone: [envelope(1, 'mail_smtp', 1), envelope(2, 'mail_smtp', 9)],
      standing: [envelope(3, 'mail_smtp', 1), envelope(4, 'mail_smtp', 9)],
    };
    expect(chooseEnvelopes(given, 'deleted', now).map(({ id }) => id)).toEqual([1, 2]);
    expect(chooseEnvelopes(given, 'old', now).map(({ id }) => id)).toEqual([2, 4]);
    expect(() => chooseEnvelopes(given, null, now)).toThrow('Which ones are meant is not said.');
  });
});

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
