import { describe, expect, test } from 'vitest';
import type { MailFilter } from '../../source/domain/mail/mail-filter.ts';
import { findMails, selectMails } from '../../source/queue/select-mails.ts';
import { openOdoo } from '../../source/services/odoo/odoo.ts';
import { createDemoDatabase, outerSeries } from '../support/postgres.ts';
import { openSession } from '../support/session.ts';

const signal = new AbortController().signal;

describe.each(outerSeries)('Odoo %i', (series) => {
  const open = async (sql = '') => {
    const database = await createDemoDatabase({ series, scenario: 'monday-morning' });
    if (sql !== '') await database.query(sql);
    const odoo = await openOdoo(openSession(database.dsn));
    const select = (filter: MailFilter) => selectMails(odoo, filter, { signal });
    /** What the same question gives when it is asked naively. */
    const naive = async (condition: string) => {
      const rows = await database.query<{ id: number }>(
        `select m.id from mail_mail m join mail_message g on g.id = m.mail_message_id
          where ${condition} order by g.date nulls last, m.id`,
      );
      return rows.map(({ id }) => id);
    };
    return { database, odoo, select, naive };
  };

  test('without conditions every outstanding mail is meant, the oldest first', async () => {
    const { select, naive } = await open();
    expect(await select({})).toEqual(await naive("m.state in ('outgoing', 'exception')"));
  });

  test('conditions in SQL hold together', async () => {
    const { select, naive } = await open(
      `update mail_message set date = date - interval '40 days'
        where id in (select mail_message_id from mail_mail where state = 'exception' order by id limit 7)`,
    );
    const before = new Date(Date.now() - 30 * 86_400_000);
    expect(await select({ states: ['exception'], before })).toHaveLength(7);
    expect(await select({ states: ['exception'], from: 'ACME' })).toEqual(
      await naive("m.state = 'exception' and g.email_from ilike '%acme%'"),
    );
  });

  test('a class is that of the stored failure, and ends at the limit with the oldest', async () => {
    const { odoo, select } = await open();
    const refused = await select({ classes: ['auth.bad_credentials'] });
    const mails = await odoo.mails(refused);
    expect(mails.length).toBeGreaterThan(50);
    expect(mails.every(({ failureReason }) => failureReason?.includes('535'))).toBe(true);
    expect(await select({ classes: ['auth.bad_credentials'], limit: 10 })).toEqual(refused.slice(0, 10));
  });

  test('a recipient is found by address and name, on the mail and in the address book', async () => {
    const { database, select } = await open(
      `update mail_mail set email_to = 'Zoe <zoe@one.example>' where id = (select min(id) from mail_mail where state = 'exception')`,
    );
    const [first] = await database.query<{ id: number }>(
      "select min(id) as id from mail_mail where state = 'exception'",
    );
    expect(await select({ to: 'ZOE@one' })).toEqual([first?.id]);
    const [partner] = await database.query<{ mail: number; email: string }>(
      `select r.mail_mail_id as mail, p.email from mail_mail_res_partner_rel r
        join res_partner p on p.id = r.res_partner_id join mail_mail m on m.id = r.mail_mail_id
       where m.state = 'exception' and p.email is not null limit 1`,
    );
    expect(await select({ to: partner?.email ?? '' })).toContain(partner?.mail);
  });

  test('what looks like a pattern is taken as it stands', async () => {
    const { select, database } = await open(
      `update mail_message set subject = '100%_\\ off' where id = (select min(mail_message_id) from mail_mail where state = 'outgoing')`,
    );
    const [first] = await database.query<{ id: number }>(
      `select m.id from mail_mail m join mail_message g on g.id = m.mail_message_id where g.subject = '100%_\\ off'`,
    );
    expect(await select({ text: '0%_\\ O' })).toEqual([first?.id]);
    expect(await select({ text: '0__\\ O' })).toEqual([]);
  });

  test('cancelled mails keep their class; an old failure on a waiting mail counts for nothing; the server they insist on is told', async () => {
    const { database, odoo, select } = await open();
    const refused = await select({ classes: ['auth.bad_credentials'] });
    await database.query("update mail_mail set state = 'cancel' where id = $1", [refused[0]]);
    await database.query("update mail_mail set state = 'outgoing' where id = $1", [refused[1]]);
    const [server] = await database.query<{ id: number }>(
      `update mail_message set mail_server_id = (select min(id) from ir_mail_server)
        where id = (select mail_message_id from mail_mail where id = $1) returning mail_server_id as id`,
      [refused[1]],
    );
    expect(server?.id).toBeGreaterThan(0);
    expect(await select({ states: ['cancel'], classes: ['auth.bad_credentials'] })).toEqual([refused[0]]);
    expect(await select({ classes: ['auth.bad_credentials'] })).toEqual(refused.slice(2));
    expect([...(await findMails(odoo, { ids: refused.slice(0, 2) }, { signal }))]).toEqual([
      { id: refused[0], state: 'cancel', class: 'auth.bad_credentials', serverId: null },
      { id: refused[1], state: 'outgoing', class: null, serverId: server?.id },
    ]);
  });

  test.each([
    ['subject', "lower(nullif(trim(g.subject), ''))"],
    ['server', '(select lower(name) from ir_mail_server s where s.id = g.mail_server_id)'],
  ] as const)(
    'mails come sorted by a text in both directions, large and small letters alike, those without one last: %s',
    async (column, key) => {
      const { database, odoo } = await open(
        `update mail_message set mail_server_id = (select max(id) from ir_mail_server), subject = upper(subject)
        where id in (select mail_message_id from mail_mail where state = 'exception' order by id desc limit 2);
        update mail_message set subject = ' '
        where id in (select mail_message_id from mail_mail where state = 'exception' order by id limit 1)`,
      );
      for (const isReversed of [false, true]) {
        const expected = await database.query<{ id: number }>(
          `select m.id from mail_mail m join mail_message g on g.id = m.mail_message_id where m.state = 'exception'
          order by ${key} ${isReversed ? 'desc' : ''} nulls last, g.date nulls last, m.id`,
        );
        const sorted = await findMails(odoo, { states: ['exception'] }, { signal, by: { column, isReversed } });
        expect(sorted.ids).toEqual(expected.map(({ id }) => id));
      }
    },
  );

  test('mails come sorted by recipient, the first one where there are several', async () => {
    const { database, odoo, select } = await open();
    const [first, second] = (await select({ states: ['exception'] })).toReversed();
    const address = (id: number | undefined, to: string) =>
      database.query('update mail_mail set email_to = $2 where id = $1', [id, to]);
    await address(first, 'AAA@example.com, zzz@example.com');
    await address(second, 'aab@example.com');
    const sorted = await findMails(
      odoo,
      { states: ['exception'] },
      { signal, by: { column: 'to', isReversed: false } },
    );
    expect(sorted.ids.slice(0, 2)).toEqual([first, second]);
  });
});
