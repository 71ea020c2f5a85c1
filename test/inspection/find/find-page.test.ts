import { expect, test } from 'vitest';
import { UsageError } from '../../../source/domain/errors.ts';
import type { FoundMail } from '../../../source/domain/mail/found-mail.ts';
import { type FoundPage, findPage } from '../../../source/inspection/find/find-page.ts';
import { type Odoo, openOdoo } from '../../../source/services/odoo/odoo.ts';
import { createDemoDatabase, type DemoDatabase, seriesUnderTest } from '../../support/postgres.ts';
import { openSession } from '../../support/session.ts';

const { signal } = new AbortController();
const plenty = 30_000;

const open = async (database: DemoDatabase): Promise<Odoo> => openOdoo(openSession(database.dsn));

const find = (
  odoo: Odoo,
  text: string,
  more: { limit?: number; token?: string; budgetMs?: number } = {},
): Promise<FoundPage> => findPage(odoo, { text, limit: 50, budgetMs: plenty, ...more }, { signal });

const stateOf = ({ state }: FoundMail): string => (state.kind === 'row' ? state.state : `deleted ${state.outcome}`);

/** Four notifications of one customer, one of each fate, and the subject of each with a number of its own. */
const stage = async (database: DemoDatabase): Promise<readonly number[]> => {
  const mails = await database.query<{ id: number }>(
    `select m.id from mail_mail m join mail_message g on g.id = m.mail_message_id
     join mail_mail_res_partner_rel r on r.mail_mail_id = m.id
     where m.state = 'sent' order by m.id desc limit 4`,
  );
  const ids = mails.map(({ id }) => id);
  const notifications = await database.query<{ name: string }>(
    `select coalesce(to_regclass('mail_notification'), to_regclass('mail_message_res_partner_needaction_rel'))::text as name`,
  );
  const { name = '' } = notifications[0] ?? {};
  const [partner] = await database.query<{ id: number }>(
    `insert into res_partner (name, email, email_normalized, active) values
     ('Zoë Quist', 'Zoe.Quist@quist.example', 'zoe.quist@quist.example', true) returning id`,
  );
  const fates = ['outgoing', 'exception', 'sent', 'deleted'];
  for (const [index, id] of ids.entries()) {
    await database.query(
      `update mail_message set subject = $2 where id = (select mail_message_id from mail_mail where id = $1)`,
      [id, `Reminder of INV/2031/${700 + index}`],
    );
    await database.query(`update mail_mail_res_partner_rel set res_partner_id = $2 where mail_mail_id = $1`, [
      id,
      partner?.id,
    ]);
    await database.query(
      `delete from ${name} where mail_message_id = (select mail_message_id from mail_mail where id = $1)`,
      [id],
    );
    await database.query(
      `insert into ${name} (mail_message_id, res_partner_id, notification_type, notification_status)
       select mail_message_id, $2, 'email', $3 from mail_mail where id = $1`,
      [id, partner?.id, { outgoing: 'ready', exception: 'exception' }[fates[index] ?? ''] ?? 'sent'],
    );
    if (fates[index] === 'deleted') await database.query('delete from mail_mail where id = $1', [id]);
    else await database.query('update mail_mail set state = $2 where id = $1', [id, fates[index]]);
  }
  return ids;
};

test.each(seriesUnderTest)(
  'Odoo %i: a waiting, a failed, a sent and a deleted mail are found by document number, address and name',
  async (series) => {
    const database = await createDemoDatabase({ series });
    const ids = await stage(database);
    const odoo = await open(database);
    const fates = ['deleted sent', 'exception', 'outgoing', 'sent'];
    for (const [index, id] of ids.entries()) {
      const { mails } = await find(odoo, `INV/2031/${700 + index}`);
      expect(mails).toHaveLength(1);
      expect(mails[0]?.mailId).toBe(index === 3 ? null : id);
    }
    for (const text of ['zoe.quist@QUIST.example', 'Zoë quist', 'quist']) {
      const page = await find(odoo, text);
      expect(page.mails.map(stateOf).toSorted()).toEqual(fates);
      expect(page.searched.complete).toBe(true);
      expect(page.next).toBeNull();
    }
    expect((await find(odoo, 'reminder INV/2031/70')).mails).toEqual([]);
  },
);

test('a mail is found by its id, by its Message-ID with and without brackets, and by its document', async () => {
  const database = await createDemoDatabase();
  const odoo = await open(database);
  const [row] = await database.query<{ id: number; header: string; model: string; res_id: number; message: number }>(
    `select m.id, g.message_id as header, g.model, g.res_id, g.id as message from mail_mail m
     join mail_message g on g.id = m.mail_message_id order by m.id limit 1`,
  );
  if (row === undefined) throw new Error('the demo has no mail');
  const bare = row.header.slice(1, -1);
  for (const text of [
    `${row.id}`,
    `#${row.id}`,
    row.header,
    bare,
    `${row.model},${row.res_id}`,
    `message:${row.message}`,
  ]) {
    const { mails } = await find(odoo, text, { limit: 1 });
    expect(mails.map(({ mailId }) => mailId)).toContain(row.id);
  }
});

test('a document with an index on its number is found however old its mail is, without a walk', async () => {
  const database = await createDemoDatabase({ series: 19 });
  await database.query(
    `create table sale_order (id int primary key, name varchar);
     create index on sale_order (name);
     insert into sale_order values (424242, 'S90001')`,
  );
  await database.query(
    `update mail_message set model = 'sale.order', res_id = 424242, subject = 'Thank you'
     where id = (select min(mail_message_id) from mail_mail)`,
  );
  const { mails } = await find(await open(database), 'S90001', { limit: 1 });
  expect(mails).toMatchObject([{ subject: 'Thank you', document: { model: 'sale.order', id: 424242 } }]);
});

test('page after page shows every mail once', async () => {
  const database = await createDemoDatabase();
  const odoo = await open(database);
  const whole = await find(odoo, 'invoice', { limit: 100_000 });
  const seen: (number | null)[] = [];
  let token: string | null = null;
  do {
    const page: FoundPage = await find(odoo, 'invoice', { limit: 97, ...(token === null ? {} : { token }) });
    seen.push(...page.mails.map(({ mailId }) => mailId));
    token = page.next;
  } while (token !== null);
  expect(seen.length).toBeGreaterThan(200);
  expect(new Set(seen).size).toBe(seen.length);
  expect(new Set(seen)).toEqual(new Set(whole.mails.map(({ mailId }) => mailId)));
});

test('a search that has no time left says what it searched, and goes on there', async () => {
  const database = await createDemoDatabase();
  const odoo = await open(database);
  let page = await find(odoo, 'no-such-word', { budgetMs: 40 });
  let pages = 1;
  while (page.next !== null && pages < 500) {
    expect(page.searched.complete).toBe(false);
    page = await find(odoo, 'no-such-word', { budgetMs: 40, token: page.next });
    pages += 1;
  }
  expect(page).toMatchObject({ mails: [], searched: { complete: true } });
  const [{ count } = { count: 0 }] = await database.query<{ count: number }>(
    'select count(*)::int as count from mail_message',
  );
  expect(page.searched.messages).toBe(count);
});

test.each([
  "'; drop table mail_mail; --",
  '%',
  '_',
  '%%%',
  String.raw`\%`,
  '\\',
  '\u0000a%',
  '$1',
  "E'\\x41'",
  '💥'.repeat(300),
])('hostile text is only a text: %j', async (text) => {
  const odoo = await open(await createDemoDatabase());
  const { mails, searched } = await find(odoo, text);
  expect(searched.complete).toBe(true);
  expect(mails).toEqual([]);
});

test('a token of another search, or none at all, is wrong usage', async () => {
  const odoo = await open(await createDemoDatabase());
  const { next } = await find(odoo, 'invoice', { limit: 1 });
  await expect(find(odoo, 'order', { token: next ?? '' })).rejects.toThrow(UsageError);
  for (const token of [
    '',
    'x',
    Buffer.from('[]').toString('base64url'),
    Buffer.from('{"a":1}').toString('base64url'),
  ]) {
    await expect(find(odoo, 'invoice', { token })).rejects.toThrow(UsageError);
  }
  await expect(find(odoo, ' ')).rejects.toThrow(UsageError);
});

test('messages of the chatter that were never a mail are not shown', async () => {
  const database = await createDemoDatabase();
  await database.query(
    `insert into mail_message (subject, message_type, date) values ('Internal xylophone note', 'comment', now() at time zone 'UTC')`,
  );
  expect((await find(await open(database), 'xylophone')).mails).toEqual([]);
});
