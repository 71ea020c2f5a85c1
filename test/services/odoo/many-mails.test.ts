import { describe, expect, test } from 'vitest';
import { seriesUnderTest } from '../../support/postgres.ts';
import { outstandingIds, watchDemo } from './open.ts';

/** Ids that no mail has: they bring a question over the limit from which on tables are joined instead of looked up. */
const nobody = Array.from({ length: 20_000 }, (_, place) => 1_000_000_000 + place);

describe.each(seriesUnderTest)('Odoo %i', (series) => {
  test('many mails are joined, few looked up, and both say the same', async () => {
    const opened = await watchDemo(series);
    const sent = await opened.connection.query<{ id: number }>(
      `select id from mail_mail where state = 'sent' order by id limit 2000`,
    );
    const few = [...(await outstandingIds(opened)), ...sent.map(({ id }) => id)];
    const many = [...few, ...nobody];
    const { odoo } = opened;

    const senders = await odoo.senders(few);
    expect(senders.length).toBeGreaterThan(0);
    expect(await odoo.senders(many)).toEqual(senders);
    const sizes = await odoo.mailSizes(few, 300);
    expect(sizes).toHaveLength(300);
    expect(await odoo.mailSizes(many, 300)).toEqual(sizes);
    const inOrder = (flaws: Awaited<ReturnType<typeof odoo.recipientFlaws>>) =>
      flaws.map((flaw) => JSON.stringify(flaw)).toSorted();
    expect(inOrder(await odoo.recipientFlaws(many))).toEqual(inOrder(await odoo.recipientFlaws(few)));
    expect(await odoo.heldMails(many)).toEqual(await odoo.heldMails(few));

    const waiting = await opened.connection.query<{ id: number }>(`select id from mail_mail where state = 'outgoing'`);
    const ids = waiting.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(0);
    expect(await odoo.senders('outgoing')).toEqual(await odoo.senders(ids));
    expect(await odoo.mailSizes('outgoing', 300)).toEqual(await odoo.mailSizes(ids, 300));
  });
});
