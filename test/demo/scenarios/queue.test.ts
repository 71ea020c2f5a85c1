import { describe, expect, test, vi } from 'vitest';
import type { OdooSeries } from '../../../source/domain/odoo/odoo-series.ts';
import { createDemoDatabase, outerSeries } from '../../support/postgres.ts';
import { lookAtQueue, type Queue } from './look.ts';

// The first test that wants a version's database waits until it is filled.
vi.setConfig({ testTimeout: 120_000 });

type Look = Omit<Queue, 'queueRuns'>;

/** A refusal before the session: no type on the mail, and only the notification knows that it was SMTP. */
const beforeSession = (series: OdooSeries): Pick<Look, 'types' | 'notified'> => ({
  types: [null],
  notified: [series === 14 ? 'SMTP' : 'mail_smtp'],
});

const inSession = (series: OdooSeries): Pick<Look, 'types' | 'notified'> => ({
  types: [series >= 17 ? 'unknown' : null],
  notified: [series === 14 ? 'UNKNOWN' : 'unknown'],
});

const undisturbed: Look = { waiting: 5, failed: 0, reasons: [], types: [], notified: [] };

/** Since 20 the server has its name there. */
const delivery = (series: OdooSeries): string =>
  `Mail Delivery Failed\nMail delivery failed via SMTP server '${series >= 20 ? 'Acme relay' : 'None'}'.\n`;

const limitReached = (series: OdooSeries): string => {
  const text =
    '5.4.5 Daily user sending limit exceeded. For more information on Gmail sending limits go to https://support.google.com/a/answer/166852 - gsmtp';
  return `${delivery(series)}SMTPDataError: ${series >= 18 ? `(550, b'${text}')` : `550\n${text}`}`;
};

const bounceRefused = (series: OdooSeries): string => {
  const bounce = series === 14 ? 'bounce+…@acme.example' : 'bounce@acme.example';
  const text = `5.7.1 <${bounce}>: Sender address rejected: not owned by user odoo@acme.example`;
  return `${delivery(series)}SMTPSenderRefused: ${series >= 18 ? `(553, b'${text}', '${bounce}')` : `553\n${text}\n${bounce}`}`;
};

const interrupted = (series: OdooSeries): string =>
  `Error without exception. Probably ${series <= 15 ? 'due do' : 'due to'} sending an email without computed recipients.`;

const handshake = (series: OdooSeries): string =>
  series >= 19
    ? '1\n[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1006)'
    : '1\n[SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1006)';

const archived = 'The server "Acme relay" cannot be used because it is archived.';

const looks: Readonly<Record<string, (series: OdooSeries) => Look>> = {
  'rate-limit': (series) => ({ waiting: 4_800, failed: 214, reasons: [limitReached(series)], ...inSession(series) }),
  sender: (series) => ({ waiting: 5, failed: 231, reasons: [bounceRefused(series)], ...inSession(series) }),
  dns: () => undisturbed,
  catchall: () => undisturbed,
  'no-server': (series) => ({
    waiting: 5,
    failed: 176,
    reasons: ['111\nConnection refused', ...(series >= 16 ? [archived] : [])],
    ...beforeSession(series),
  }),
  stuck: (series) => ({
    waiting: 280,
    failed: 7,
    reasons: [interrupted(series)],
    types: [series >= 19 ? 'unknown' : null],
    notified: inSession(series).notified,
  }),
  tls: (series) => ({ waiting: 5, failed: 158, reasons: [handshake(series)], ...beforeSession(series) }),
  scheduled: (series) => ({ ...undisturbed, waiting: 48 + (series === 19 ? 1_400 : 140) }),
};

/** Each of them gets a message of their own, in 20 those in copy too. */
const addressees = (series: OdooSeries): string =>
  series >= 20
    ? '(table mail_mail_res_partner_rel union all table mail_mail_res_partner_cc_rel) as addressee'
    : 'mail_mail_res_partner_rel';

describe.each(outerSeries)('on Odoo %i', (series) => {
  test.each(Object.entries(looks))('%s has its own failures and no others, and a queue that runs', async (id, look) => {
    const database = await createDemoDatabase({ series, scenario: id });
    expect(await lookAtQueue(database, series)).toEqual({ ...look(series), queueRuns: true });
  });

  test('rate-limit has sent in a day what Gmail sends in a day, a message for each recipient', async () => {
    const database = await createDemoDatabase({ series, scenario: 'rate-limit' });
    const [sent] = await database.query<{ messages: number }>(
      `select sum(greatest(1, (select count(*) from ${addressees(series)} where mail_mail_id = mail.id)))::int as messages
       from mail_mail as mail join mail_message as message on message.id = mail.mail_message_id
       where mail.state = 'sent' and message.date >= $1::timestamp - interval '1 day'`,
      [database.now.toISOString().slice(0, 19)],
    );
    expect(sent?.messages).toBeGreaterThanOrEqual(2_000);
    expect(sent?.messages).toBeLessThan(2_050);
  });

  test('catchall asks for answers to the author since three days ago', async () => {
    const database = await createDemoDatabase({ series, scenario: 'catchall' });
    const rows = await database.query(
      `select distinct date >= $1::timestamp - interval '3 days' as since, reply_to = email_from as "toAuthor"
       from mail_message where date < $1::timestamp - interval '3 days 1 minute' or date > $1::timestamp - interval '3 days' order by 1`,
      [database.now.toISOString().slice(0, 19)],
    );
    expect(rows).toEqual([
      { since: false, toAuthor: false },
      { since: true, toAuthor: true },
    ]);
  });

  test('no-server has mails that name an archived server where the version minds', async () => {
    const database = await createDemoDatabase({ series, scenario: 'no-server' });
    const named = await database.query<{ reason: string }>(
      `select distinct failure_reason as reason from mail_mail join mail_message as message on message.id = mail_message_id
       where message.mail_server_id = 1`,
    );
    expect(named).toEqual(series >= 16 ? [{ reason: archived }] : []);
  });

  test('stuck lost its oldest mails, one a run, and all recipients are fine', async () => {
    const database = await createDemoDatabase({ series, scenario: 'stuck' });
    const [facts] = await database.query(
      `select max(mail.id) filter (where mail.state = 'exception') < min(mail.id) filter (where mail.state = 'outgoing') as oldest,
         count(distinct mail.write_date) filter (where mail.state = 'exception')::int as runs,
         bool_and(mail.write_date >= message.date) as afterwards,
         min(message.date) filter (where mail.state = 'outgoing') < $1::timestamp - interval '5 hours' as old,
         bool_and(coalesce(mail.email_to, (select min(email_normalized) from mail_mail_res_partner_rel
           join res_partner on id = res_partner_id where mail_mail_id = mail.id)) is not null) as addressed
       from mail_mail as mail join mail_message as message on message.id = mail.mail_message_id
       where mail.state in ('outgoing', 'exception')`,
      [database.now.toISOString().slice(0, 19)],
    );
    expect(facts).toEqual({ oldest: true, runs: 7, afterwards: true, old: true, addressed: true });
  });
});
