import { describe, expect, test } from 'vitest';
import { planRetry } from '../../../source/changes/retry/plan-retry.ts';
import type { RetryOptions } from '../../../source/changes/retry/retry-options.ts';
import { usualMaxAgeMs } from '../../../source/changes/retry/retry-options.ts';
import type { RetryPreview } from '../../../source/changes/retry/retry-preview.ts';
import type { OdooSeries } from '../../../source/domain/odoo/odoo-series.ts';
import type { SmallOdoo } from '../../demo/queue-runner/small-odoo.ts';
import { startBehaviour } from '../../demo/smtp/start-behaviour.ts';
import { seriesUnderTest } from '../../support/postgres.ts';
import { createConsoleOdoo, failMail, notificationsOf, settleRecipient } from '../console-odoo.ts';
import { openRetryWorld } from '../open-retry-world.ts';

const signal = new AbortController().signal;
const usual: RetryOptions = { include: new Set(), maxAgeMs: usualMaxAgeMs, canary: true };

const plan = async (odoo: SmallOdoo, ids: readonly number[], options: Partial<RetryOptions> = {}) =>
  planRetry(await openRetryWorld(odoo.database.dsn), ids, { ...usual, ...options }, { signal });

const reasonsOf = ({ setAside }: RetryPreview): Readonly<Record<string, readonly number[]>> =>
  Object.fromEntries(setAside.map(({ reason, ids }) => [reason, ids]));

const interrupted = 'Error without exception. Probably due to sending an email without computed recipients.';
const refused = (address: string): string =>
  `Mail Delivery Failed\nMail delivery failed via SMTP server 'None'.\nSMTPRecipientsRefused: {'${address}': (550, b'5.1.1 User unknown')}`;

describe.each(seriesUnderTest)('Odoo %i', (series) => {
  test('a failed mail goes back into the queue, its failure is forgotten and who has it is taken off', async () => {
    const server = await startBehaviour('good');
    const odoo = await createConsoleOdoo(series);
    await odoo.addServer({ port: server.port });
    const ann = await odoo.addPartner('Ann', 'ann@customer.example');
    const bob = await odoo.addPartner('Bob', 'bob@customer.example');
    const mail = await failMail(odoo, { partners: [ann, bob] });
    await settleRecipient(odoo, mail, ann, 'sent');
    await settleRecipient(odoo, mail, bob, 'exception');

    const preview = await plan(odoo, [mail]);

    expect(preview).toMatchObject({ asked: 1, ids: [mail], setAside: [], servedRecipients: 1 });
    expect(preview.handshakes).toMatchObject([{ mails: 1, verdict: { kind: 'ready', canaryRefused: null } }]);
    const before = {
      state: 'exception',
      ...(series >= 15 && { failure_type: null }),
      write_date: '2026-11-24 08:00:00.123456',
    };
    const after = {
      state: 'outgoing',
      failure_reason: null,
      ...(series >= 15 && { failure_type: null }),
      write_date: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
    };
    expect(preview.plan).toMatchObject({
      action: 'retry',
      locksQueue: true,
      onStaleRows: 'skip',
      outside: [{ kind: 'wake-queue' }],
    });
    expect(preview.plan?.transactions[0]).toMatchObject([
      {
        kind: 'delete-rows',
        table: 'mail_mail_res_partner_rel',
        rows: [{ mail_mail_id: String(mail), res_partner_id: String(ann) }],
      },
      { kind: 'update-rows', table: 'mail_mail', rows: [{ id: mail, before, after }] },
    ]);
  });

  test('whom Odoo found no address for got nothing, whichever text it stored: a corrected contact is written to', async () => {
    const odoo = await createConsoleOdoo(series);
    const ann = await odoo.addPartner('Ann', 'ann@customer.example');
    const bob = await odoo.addPartner('Bob', 'bob@customer.example');
    const [table, column] = notificationsOf(odoo);
    const fail = async (partners: readonly number[], types: readonly string[]): Promise<number> => {
      const mail = await failMail(odoo, { partners }, interrupted);
      for (const [index, type] of types.entries()) {
        await odoo.database.query(
          `update ${table} set failure_type = $3 where ${column} = $1 and res_partner_id = $2`,
          [mail, partners[index], type],
        );
      }
      return mail;
    };
    const missing = series === 14 ? 'RECIPIENT' : 'mail_email_missing';
    const nobody = await fail([ann], [missing]);
    const cut = await fail([ann], [series === 14 ? 'UNKNOWN' : 'unknown']);
    const half = await fail([ann, bob], [missing, series === 14 ? 'UNKNOWN' : 'unknown']);
    const preview = await plan(odoo, [nobody, cut, half], { canary: false });
    expect(preview.ids).toEqual([nobody]);
    expect(reasonsOf(preview)).toEqual({ 'may-be-delivered': [cut, half] });
  });

  test('mails that must not go out are set aside, each with its reason', async () => {
    const server = await startBehaviour('good');
    const odoo = await createConsoleOdoo(series);
    await odoo.addServer({ port: server.port });
    const ann = await odoo.addPartner('Ann', 'ann@customer.example');
    const mute = await odoo.addPartner('Mute', null);
    const barred = await odoo.addPartner('Barred', 'barred@customer.example');
    await odoo.database.query(`insert into mail_blacklist (email, active) values ('barred@customer.example', true)`);

    const waiting = await odoo.queueMail({ partners: [ann] });
    const served = await failMail(odoo, { partners: [ann] });
    await settleRecipient(odoo, served, ann, 'sent');
    const nobody = await failMail(odoo, {});
    const unreadable = await failMail(odoo, { partners: [mute] });
    const unwelcome = await failMail(odoo, { partners: [barred] });
    const broken = await failMail(odoo, { partners: [ann] }, interrupted);
    const unknown = await failMail(odoo, { emailTo: 'gone@customer.example' }, refused('gone@customer.example'));
    const old = await failMail(odoo, { partners: [ann] });
    await odoo.database.query(
      `update mail_message set date = now() at time zone 'UTC' - interval '31 days'
       where id = (select mail_message_id from mail_mail where id = $1)`,
      [old],
    );
    const fine = await failMail(odoo, { emailTo: 'Cat <cat@customer.example>' });
    const all = [waiting, served, nobody, unreadable, unwelcome, broken, unknown, old, fine];

    const preview = await plan(odoo, [...all, 999_999]);

    expect(reasonsOf(preview)).toEqual({
      gone: [999_999],
      'not-failed': [waiting],
      served: [served],
      'no-recipient': [nobody],
      'bad-address': [unreadable],
      blacklisted: [unwelcome],
      'may-be-delivered': [broken],
      'refused-for-good': [unknown],
      old: [old],
    });
    expect(preview.ids).toEqual([fine]);

    const forced = await plan(odoo, all, { include: new Set(['old', 'may-be-delivered']) });
    expect(forced.ids).toEqual([old, broken, fine]);
  });

  test('a mail is held back when its failure may come from after the hand-over, and not when its server never had it', async () => {
    const odoo = await createConsoleOdoo(series);
    const fail = (reason: string) => failMail(odoo, { emailTo: 'ann@customer.example' }, reason);
    const unnoted = await fail(
      "You are not allowed to modify 'Message' (mail.message) records.\n\nImplicitly accessed through 'Outgoing Mails' (mail.mail).",
    );
    const gone = await fail('Record does not exist or has been deleted.\n(Record: sale.order(7,), User: 2)');
    const moved = await fail('could not serialize access due to concurrent update\n');
    const dutch = await fail('Fout zonder uitzondering. Waarschijnlijk vanwege het verzenden van een e-mail.');
    const python = await fail("'bool' object has no attribute 'rpartition'");
    const closed = await fail('Connection unexpectedly closed');
    const all = [unnoted, gone, moved, dutch, python, closed];

    const preview = await plan(odoo, all, { canary: false });

    expect(reasonsOf(preview)['may-be-delivered']).toEqual([unnoted, gone, moved, dutch, python]);
    const forced = await plan(odoo, all, { canary: false, include: new Set(['may-be-delivered']) });
    expect(reasonsOf(forced)['may-be-delivered']).toBeUndefined();
    expect(forced.maybeDelivered).toBe(5);
    expect(preview.maybeDelivered).toBe(0);
    const second = '5 mails may already have been delivered: recipients may get a second copy.';
    expect(forced.plan?.warnings).toContain(second);
  });

  test('a mail that was refused for an address goes out again once that address is another one', async () => {
    const server = await startBehaviour('good');
    const odoo = await createConsoleOdoo(series);
    await odoo.addServer({ port: server.port });
    const moved = await odoo.addPartner('Moved', 'gone@customer.example');
    const wrong = await odoo.addPartner('Wrong', 'wrong@customer.example');
    const corrected = await failMail(odoo, { partners: [moved] }, refused('gone@customer.example'));
    const both = await failMail(odoo, { partners: [moved, wrong] }, refused('wrong@customer.example'));
    const named = await failMail(odoo, { emailTo: 'GONE@customer.example' }, refused('gone@customer.example'));
    const all = [corrected, both, named];
    expect(reasonsOf(await plan(odoo, all))).toEqual({ 'refused-for-good': all });

    await odoo.database.query(
      `update res_partner set email = 'here@customer.example', email_normalized = 'here@customer.example' where id = $1`,
      [moved],
    );

    const preview = await plan(odoo, all);
    expect(preview.ids).toEqual([corrected]);
    expect(reasonsOf(preview)).toEqual({ 'refused-for-good': [both, named] });
  });

  test('a mail whose message a newer mail of the same message delivered is not sent twice', async () => {
    const odoo = await createConsoleOdoo(series);
    const ann = await odoo.addPartner('Ann', 'ann@customer.example');
    const mail = await failMail(odoo, { partners: [ann] });
    await settleRecipient(odoo, mail, ann, 'sent');
    const [table, column] = notificationsOf(odoo);
    await odoo.database.query(`update ${table} set ${column} = null`);

    expect(reasonsOf(await plan(odoo, [mail]))).toEqual({ served: [mail] });
  });

  test('of two failed mails of one message the later one is sent, to nobody twice', async () => {
    const odoo = await createConsoleOdoo(series);
    const ann = await odoo.addPartner('Ann', 'ann@customer.example');
    const bob = await odoo.addPartner('Bob', 'bob@customer.example');
    const first = await failMail(odoo, { partners: [ann, bob] });
    await settleRecipient(odoo, first, ann, 'sent');
    const resent = await failMail(odoo, { partners: [bob], notifies: false });
    await odoo.database.query(
      'update mail_mail set mail_message_id = (select mail_message_id from mail_mail where id = $1) where id = $2',
      [first, resent],
    );

    const preview = await plan(odoo, [first, resent], { canary: false });
    expect(reasonsOf(preview)).toEqual({ 'on-later-mail': [first] });
    expect(preview.ids).toEqual([resent]);

    await odoo.database.query(`update mail_mail set state = 'sent' where id = $1`, [resent]);
    await settleRecipient(odoo, first, bob, 'sent');
    expect(reasonsOf(await plan(odoo, [first], { canary: false }))).toEqual({ served: [first] });
  });

  test('mails whose cause is still there are set aside after one session with their server', async () => {
    const server = await startBehaviour('bad-login');
    const odoo = await createConsoleOdoo(series);
    await odoo.addServer({ port: server.port, user: 'odoo@acme.example', password: 'wrong' });
    const ann = await odoo.addPartner('Ann', 'ann@customer.example');
    const mails = [await failMail(odoo, { partners: [ann] }), await failMail(odoo, { partners: [ann] })];

    const preview = await plan(odoo, mails);

    expect(preview.setAside).toEqual([
      { reason: 'cause-remains', ids: mails, detail: 'password refused', class: 'auth.bad_credentials' },
    ]);
    expect(preview.plan).toBeUndefined();
    expect((await plan(odoo, mails, { include: new Set(['cause-remains']) })).ids).toEqual(mails);
    expect((await plan(odoo, mails, { canary: false })).handshakes).toEqual([]);
  });
});

test('from 17 on a Cc is a message of its own, which may have arrived before a partner was refused', async () => {
  const reasons = async (series: OdooSeries) => {
    const odoo = await createConsoleOdoo(series);
    const ann = await odoo.addPartner('Ann', 'ann@customer.example');
    const mail = await failMail(odoo, { partners: [ann] }, refused('old@customer.example'));
    await odoo.database.query(`update mail_mail set email_cc = 'boss@customer.example' where id = $1`, [mail]);
    return Object.keys(reasonsOf(await plan(odoo, [mail], { canary: false })));
  };

  expect(await reasons(16)).toEqual([]);
  expect(await reasons(17)).toEqual(['may-be-delivered']);
});

test('a From with control characters cannot steer the terminal of whoever reads the preview', async () => {
  const server = await startBehaviour('good');
  const odoo = await createConsoleOdoo(18);
  await odoo.addServer({ port: server.port });
  const mail = await failMail(odoo, { emailTo: 'cat@customer.example', from: '\u001b]0;x\u0007ann@example.com' });

  const [handshake] = (await plan(odoo, [mail])).handshakes;

  expect(handshake?.envelopeFrom).toMatch(/^[ -~]+$/);
});

test('a mail that goes out as several messages and broke off half-way may have reached somebody', async () => {
  const odoo = await createConsoleOdoo(18);
  const ann = await odoo.addPartner('Ann', 'ann@customer.example');
  const bob = await odoo.addPartner('Bob', 'bob@customer.example');
  const half = 'SMTPDataError: (451, b"4.3.0 try again")';
  const untold = await failMail(odoo, { partners: [ann, bob], notifies: false }, half);
  const told = await failMail(odoo, { partners: [ann, bob] }, half);
  const beforeSession = await failMail(odoo, { partners: [ann, bob], notifies: false }, '111\nConnection refused');

  const preview = await plan(odoo, [untold, told, beforeSession], { canary: false });

  expect(reasonsOf(preview)).toEqual({ 'may-be-delivered': [untold] });
  expect(preview.ids).toEqual([told, beforeSession]);
});

test('16 and later refuse a mail that insists on an archived server, and so do we', async () => {
  const odoo = await createConsoleOdoo(17);
  const archived = await odoo.addServer({ port: 25, active: false });
  const mail = await failMail(odoo, { emailTo: 'cat@customer.example', serverId: archived });

  expect((await plan(odoo, [mail])).setAside).toMatchObject([
    { reason: 'no-route', ids: [mail], detail: expect.stringContaining('"Port 25", which is archived') },
  ]);
});

test('a canary whose recipient is unknown stays, the mails beside it go', async () => {
  const server = await startBehaviour('recipient-unknown');
  const odoo = await createConsoleOdoo(18);
  await odoo.addServer({ port: server.port });
  const fine = await failMail(odoo, { emailTo: 'cat@customer.example' });
  const canary = await failMail(odoo, { emailTo: 'nobody@customer.example' });

  const preview = await plan(odoo, [fine, canary]);

  expect(preview.ids).toEqual([fine]);
  expect(preview.setAside).toMatchObject([{ reason: 'cause-remains', ids: [canary], class: 'rcpt.unknown' }]);
});

test('a pace gives each batch its date, the first none, and a trigger for every later one', async () => {
  const odoo = await createConsoleOdoo(18);
  const mails: number[] = [];
  for (let mail = 0; mail < 5; mail += 1) mails.push(await failMail(odoo, { emailTo: 'cat@customer.example' }));
  const now = new Date('2026-11-24T12:00:00.500Z');
  const world = await openRetryWorld(odoo.database.dsn, { now: () => now });

  const { plan: made, slots } = await planRetry(
    world,
    mails,
    { ...usual, canary: false, pace: { mails: 48, per: 'day' } },
    { signal },
  );

  expect(slots).toEqual([
    { at: null, mails: 2 },
    { at: new Date('2026-11-24T13:00:01Z'), mails: 2 },
    { at: new Date('2026-11-24T14:00:01Z'), mails: 1 },
  ]);
  const [requeue = [], triggers = []] = made?.transactions ?? [];
  const dates = requeue.flatMap((step) =>
    (step.kind === 'update-rows' ? step.rows : []).map(({ after }) => after['scheduled_date']),
  );
  expect(dates).toEqual([null, null, '2026-11-24 13:00:01', '2026-11-24 13:00:01', '2026-11-24 14:00:01']);
  expect(triggers.map((step) => step.kind === 'insert-row' && step.values['call_at'])).toEqual([
    '2026-11-24 13:00:01',
    '2026-11-24 14:00:01',
  ]);
});

test('what else the woken queue sends is said, and that a queue that is off sends nothing', async () => {
  const odoo = await createConsoleOdoo(18);
  await odoo.queueMail({ emailTo: 'cat@customer.example' });
  await odoo.queueMail({ emailTo: 'cat@customer.example', scheduledDate: '2199-01-01 00:00:00' });
  const mail = await failMail(odoo, { emailTo: 'cat@customer.example' });

  expect((await plan(odoo, [mail], { canary: false })).plan?.warnings).toContain(
    'Waking the queue also sends 1 waiting mail.',
  );

  await odoo.database.query('update ir_cron set active = false');
  const { plan: made } = await plan(odoo, [mail], { canary: false });
  expect(made?.outside).toEqual([]);
  expect(made?.warnings).toContain("Odoo's queue runner is switched off: nothing leaves until that is mended.");
});

test('a neutralized copy is refused', async () => {
  const odoo = await createConsoleOdoo(18);
  await odoo.setParameter('database.is_neutralized', 'true');

  await expect(plan(odoo, [])).rejects.toThrow('neutralized copy');
});
