import { expect, test } from 'vitest';
import { seriesUnderTest } from '../../support/postgres.ts';
import { openDemo } from './open.ts';

// Not among the readers that must do with indexes: the state has none, and whoever wakes the queue must know it all.
test.each(seriesUnderTest)(
  'Odoo %i: mails that wait are found by their way, those held back until later do not',
  async (series) => {
    const { odoo } = await openDemo(
      series,
      `update mail_mail set state = 'sent' where state = 'outgoing';
     update mail_mail set state = 'outgoing' where id in (5, 6, 7);
     update mail_mail set scheduled_date = '2020-01-01 00:00:00' where id = 6;
     update mail_mail set scheduled_date = '2199-01-01 00:00:00' where id = 7`,
    );

    const due = await odoo.dueMails();

    expect(due.flatMap(({ ids }) => ids).sort()).toEqual([5, 6]);
    for (const { way } of due) expect(way.from).toContain('@acme.example');
  },
);
