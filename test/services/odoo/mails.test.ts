import { describe, expect, test } from 'vitest';
import { seriesUnderTest } from '../../support/postgres.ts';
import { openDemo, outstandingIds } from './open.ts';

describe.each(seriesUnderTest)('Odoo %i', (series) => {
  test('mails are read newest first, with what their message says', async () => {
    const opened = await openDemo(
      series,
      `update mail_mail set state = 'exception', failure_reason = E'535\\n5.7.8 refused',
         write_date = '2026-11-24 10:00:01' where id = 7;
       update mail_message g set subject = 'Order S00012', email_from = '"Ann" <ann@acme.example>',
         date = '2026-11-24 09:12:00.25', model = 'sale.order', res_id = 12, mail_server_id = 3
       from mail_mail m where m.mail_message_id = g.id and m.id = 7`,
    );
    const mails = await opened.odoo.mails([7, ...(await outstandingIds(opened)), 999_999_999]);

    expect(mails.map(({ state }) => state)).toEqual([...Array(5).fill('outgoing'), 'exception']);
    expect(mails.at(-1)).toMatchObject({
      id: 7,
      subject: 'Order S00012',
      from: '"Ann" <ann@acme.example>',
      date: new Date('2026-11-24T09:12:00.250Z'),
      changedAt: new Date('2026-11-24T10:00:01Z'),
      document: { model: 'sale.order', id: 12 },
      forcedServerId: 3,
      failureReason: '535\n5.7.8 refused',
      failureType: series >= 15 ? null : undefined,
      schedule: { kind: 'at-once' },
    });
  });

  test('a chatter notification is told from a mail of its own', async () => {
    const { connection, odoo } = await openDemo(series);
    const flag = series === 14 ? 'notification' : 'is_notification';
    const rows = await connection.query<{ id: number; flag: boolean }>(
      `select id, ${flag} as flag from mail_mail where id <= 40 order by id desc`,
    );
    const mails = await odoo.mails(rows.map(({ id }) => id));

    expect(new Set(rows.map(({ flag }) => flag)).size).toBe(2);
    expect(mails.map(({ isNotification }) => isNotification)).toEqual(rows.map(({ flag }) => flag));
  });

  test('a date before which the mail must not leave is UTC', async () => {
    const { odoo } = await openDemo(series, `update mail_mail set scheduled_date = '2026-11-25 08:00:00' where id = 5`);

    await expect(odoo.mails([5])).resolves.toMatchObject([
      { schedule: { kind: 'not-before', at: new Date('2026-11-25T08:00:00Z') } },
    ]);
  });

  test('mails held by a date are picked out of many', async () => {
    const opened = await openDemo(
      series,
      `update mail_mail set scheduled_date = '2026-11-25 08:00:00' where id in (5, 9)`,
    );

    await expect(opened.odoo.heldMails([4, 5, 9])).resolves.toEqual(
      [5, 9].map((id) => ({ id, schedule: { kind: 'not-before', at: new Date('2026-11-25T08:00:00Z') } })),
    );
  });

  test("a mail's texts are read one by one", async () => {
    const { odoo } = await openDemo(
      series,
      `update mail_mail set body_html = '<p>Hi</p>', "references" = '<a@b>', headers = '{''X'': ''y''}' where id = 5;
       ${series >= 17 ? 'update mail_message set record_company_id = 2 where id <= 50' : ''}`,
    );
    const content = await odoo.mailContent(5);

    expect(content).toMatchObject({
      id: 5,
      body: '<p>Hi</p>',
      references: '<a@b>',
      headers: `{'X': 'y'}`,
      companyId: series >= 17 ? 2 : undefined,
      aliasDomainId: series >= 17 ? 1 : undefined,
    });
    expect(content?.messageIdHeader).toMatch(/^<.*@.*>$/);
    expect(content?.replyTo).toContain('catchall@acme.example');
  });

  test('the attempts of one message are read together', async () => {
    const { odoo } = await openDemo(
      series,
      `insert into mail_mail (mail_message_id, state) select mail_message_id, 'outgoing' from mail_mail where id = 5`,
    );
    const [first] = await odoo.mails([5]);
    const related = await odoo.relatedMails(first?.messageId ?? 0);

    expect(related.map(({ state }) => state)).toEqual(['sent', 'outgoing']);
    expect(related[0]).toEqual(first);
  });
});

test('no mails are read for no ids', async () => {
  const { odoo } = await openDemo(19);

  await expect(odoo.mails([])).resolves.toEqual([]);
});

test('a mail that is gone has no content', async () => {
  const { odoo } = await openDemo(19);

  await expect(odoo.mailContent(999_999_999)).resolves.toBeUndefined();
});

test.each([
  ['2026-11-25', { kind: 'not-before', at: new Date('2026-11-25T00:00:00Z') }],
  ['2026-11-25T08:15', { kind: 'not-before', at: new Date('2026-11-25T08:15:00Z') }],
  ['', { kind: 'at-once' }],
  ['next Monday', { kind: 'text', text: 'next Monday' }],
  ['2026-13-45 99:99:99', { kind: 'text', text: '2026-13-45 99:99:99' }],
  ['{{ object.date }}', { kind: 'text', text: '{{ object.date }}' }],
])('the free text "%s" that 14 takes for a date is not cast blindly', async (stored, schedule) => {
  const { connection, odoo } = await openDemo(14);
  await connection.query('update mail_mail set scheduled_date = $1 where id = 5', [stored]);

  await expect(odoo.mails([5])).resolves.toMatchObject([{ schedule }]);
});

test('an infinite date is held for ever', async () => {
  const { odoo } = await openDemo(19, `update mail_mail set scheduled_date = 'infinity' where id = 5`);

  await expect(odoo.mails([5])).resolves.toMatchObject([{ schedule: { kind: 'not-before', at: new Date(8.64e15) } }]);
});

test('a state that somebody wrote by hand is read as it is', async () => {
  const { odoo } = await openDemo(19, `update mail_mail set state = 'canceled' where id = 5`);

  await expect(odoo.mails([5])).resolves.toMatchObject([{ state: 'canceled' }]);
});
