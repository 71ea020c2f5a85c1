import { describe, expect, onTestFinished, test } from 'vitest';
import { runCancel } from '../../../source/cli/verbs/cancel.ts';
import { runPurge } from '../../../source/cli/verbs/purge.ts';
import { runRetry } from '../../../source/cli/verbs/retry.ts';
import { UsageError } from '../../../source/domain/errors.ts';
import type { GlobalOptions } from '../../../source/world/command.ts';
import { createConsoleOdoo, failMail, notificationsOf, settleRecipient } from '../../changes/console-odoo.ts';
import { temporaryFolder } from '../../changes/open-changes.ts';
import { startRunner } from '../../demo/queue-runner/start-runner.ts';
import { startBehaviour } from '../../demo/smtp/start-behaviour.ts';
import { captureContext } from '../../support/command-context.ts';
import { seriesUnderTest } from '../../support/postgres.ts';

const usual = { force: false, canary: true, wait: false };

/** A context with a journal of its own. */
const prepare = async (dsn: string, options: Partial<GlobalOptions> = {}) => {
  const { context, output } = captureContext({ dsn, format: 'json', ...options });
  return { context: { ...context, env: { XDG_STATE_HOME: await temporaryFolder() } }, output };
};

describe.each(seriesUnderTest)('Odoo %i', (series) => {
  test('retry sends a mail again, to nobody who has it already', async () => {
    const server = await startBehaviour('good');
    const odoo = await createConsoleOdoo(series);
    await odoo.addServer({ port: server.port });
    const ann = await odoo.addPartner('Ann', 'ann@customer.example');
    const bob = await odoo.addPartner('Bob', 'bob@customer.example');
    const mail = await failMail(odoo, { partners: [ann, bob] });
    await settleRecipient(odoo, mail, ann, 'sent');
    await settleRecipient(odoo, mail, bob, 'exception');
    await odoo.database.query("update ir_cron set nextcall = now() at time zone 'UTC' + interval '1 hour'");
    await startRunner(odoo, { pollMs: 200 });
    const { context, output } = await prepare(odoo.database.dsn, { deadline: 20 });

    expect(await runRetry(context, { ...usual, apply: true, wait: true })).toBe(0);

    expect(JSON.parse(output())).toMatchObject({
      action: 'retry',
      preview: { ids: [mail], servedRecipients: 1 },
      result: { kind: 'applied' },
      outcomes: { sent: [mail], failed: [], waiting: [] },
    });
    expect(server.messages.map(({ recipients }) => recipients)).toEqual([['bob@customer.example']]);
    expect((await odoo.readNotifications(mail)).map(({ partner, status }) => [partner, status])).toEqual([
      [ann, 'sent'],
      [bob, 'sent'],
    ]);
  });

  test('cancel leaves the mail and its red envelopes as the two buttons of Odoo do', async () => {
    const odoo = await createConsoleOdoo(series);
    const partners = [
      await odoo.addPartner('Ann', 'ann@customer.example'),
      await odoo.addPartner('Bob', 'bob@c.example'),
    ];
    const failed = await failMail(odoo, { partners });
    const waiting = await odoo.queueMail({ partners });
    const sent = await odoo.queueMail({ partners });
    await odoo.database.query("update mail_mail set state = 'sent' where id = $1", [sent]);
    await settleRecipient(odoo, failed, partners[0] ?? 0, 'sent');
    await settleRecipient(odoo, failed, partners[1] ?? 0, 'exception');
    const { context } = await prepare(odoo.database.dsn);

    expect(await runCancel(context, { id: [`${failed},${waiting}`, `${sent}`], apply: true })).toBe(0);

    const [table, column] = notificationsOf(odoo);
    expect(await odoo.database.query('select id, state from mail_mail order by id')).toEqual([
      { id: failed, state: 'cancel' },
      { id: waiting, state: 'cancel' },
      { id: sent, state: 'sent' },
    ]);
    const statuses = await odoo.database.query<{ mail: number; statuses: string[] }>(
      `select ${column} as mail, array_agg(notification_status order by id) as statuses from ${table} group by 1 order by 1`,
    );
    expect(statuses).toEqual([
      { mail: failed, statuses: ['sent', 'canceled'] },
      { mail: waiting, statuses: ['canceled', 'canceled'] },
      { mail: sent, statuses: ['ready', 'ready'] },
    ]);
  });
});

test('a preview changes nothing, and --apply does what it said', async () => {
  const odoo = await createConsoleOdoo(18);
  const mails = [
    await failMail(odoo, { emailTo: 'cat@customer.example' }),
    await failMail(odoo, { emailTo: 'dan@customer.example' }),
  ];
  const rows = () => odoo.database.query('select * from mail_mail order by id');
  const before = await rows();
  const args = { ...usual, canary: false };

  const preview = await prepare(odoo.database.dsn);
  expect(await runRetry(preview.context, { ...args, apply: false })).toBe(0);
  expect(await rows()).toEqual(before);
  const applied = await prepare(odoo.database.dsn);
  expect(await runRetry(applied.context, { ...args, apply: true })).toBe(0);

  expect(JSON.parse(preview.output())).toMatchObject({ preview: { ids: mails }, result: null });
  expect(JSON.parse(applied.output()).preview).toEqual(JSON.parse(preview.output()).preview);
  expect(await odoo.database.query("select id from mail_mail where state = 'outgoing' order by id")).toEqual(
    mails.map((id) => ({ id })),
  );
});

test('mails that would fail again are refused in words, with status 2', async () => {
  const server = await startBehaviour('bad-login');
  const odoo = await createConsoleOdoo(18);
  await odoo.addServer({ port: server.port, user: 'odoo@acme.example', password: 'wrong' });
  for (const to of ['ann', 'bob']) await failMail(odoo, { emailTo: `${to}@customer.example` });
  const { context, output } = await prepare(odoo.database.dsn, { format: 'text' });

  expect(await runRetry(context, { ...usual, apply: true })).toBe(2);

  expect(output()).toContain('0 of 2 mails can be sent again.');
  expect(output()).toContain(
    '2 mails: will fail again, as a live try just showed: password refused (--force sends them all the same).',
  );
  expect(output()).not.toContain('wrong');
});

test('a retry that would make waiting mails fail is refused until they are held or included', async () => {
  const odoo = await createConsoleOdoo(18);
  const other = await odoo.addServer({ port: 25, sequence: 99 });
  await odoo.addServer({ port: 2525, sequence: 1 });
  await odoo.database.query(`update ir_mail_server set write_date = '2026-01-01 00:00:00'`);
  const limited = await failMail(
    odoo,
    { emailTo: 'ann@customer.example' },
    `SMTPDataError: (550, b'5.4.5 Daily user sending limit exceeded. gsmtp')`,
  );
  await odoo.database.query(`update mail_mail set write_date = now() at time zone 'UTC' where id = $1`, [limited]);
  const waiting = await odoo.queueMail({ emailTo: 'bob@customer.example' });
  const mail = await failMail(odoo, { emailTo: 'cat@customer.example', serverId: other });
  const args = { ...usual, canary: false, id: [String(mail)], apply: true };

  const refused = await prepare(odoo.database.dsn);
  expect(await runRetry(refused.context, args)).toBe(2);
  expect(JSON.parse(refused.output())).toMatchObject({
    preview: { ids: [mail], waking: { others: 1, failing: [{ mails: 1, reason: 'limit-reached' }] } },
    result: { kind: 'not-done', why: 'refused', tryThis: expect.stringContaining('--hold-others') },
  });
  expect(await odoo.readMail(mail)).toMatchObject({ state: 'exception' });

  const held = await prepare(odoo.database.dsn);
  expect(await runRetry(held.context, { ...args, holdOthers: true })).toBe(0);
  expect(
    await odoo.database.query('select id from mail_mail where scheduled_date is not null and state = $1', ['outgoing']),
  ).toEqual([{ id: waiting }]);
});

test('a queue that is switched off is said, and retrying then has not helped yet', async () => {
  const odoo = await createConsoleOdoo(18);
  await failMail(odoo, { emailTo: 'cat@customer.example' });
  await odoo.database.query('update ir_cron set active = false');
  const { context, output } = await prepare(odoo.database.dsn, { format: 'text' });

  expect(await runRetry(context, { ...usual, canary: false, apply: true })).toBe(1);
  expect(output()).toContain("Odoo's queue runner is switched off: nothing leaves until that is mended.");
});

test('Odoo sending just now is waited for until the deadline, then status 3', async () => {
  const odoo = await createConsoleOdoo(18);
  const mail = await failMail(odoo, { emailTo: 'cat@customer.example' });
  await odoo.database.query('begin');
  onTestFinished(async () => {
    await odoo.database.query('rollback');
  });
  await odoo.database.query('select from ir_cron for no key update');
  const { context, output } = await prepare(odoo.database.dsn, { deadline: 1 });

  expect(await runCancel(context, { id: [`${mail}`], apply: true })).toBe(3);
  expect(JSON.parse(output()).result).toMatchObject({ kind: 'not-done', why: 'queue-running' });
});

test('--read-only refuses to apply', async () => {
  const odoo = await createConsoleOdoo(18);
  const mail = await failMail(odoo, { emailTo: 'cat@customer.example' });
  const { context } = await prepare(odoo.database.dsn, { readOnly: true });

  expect(await runCancel(context, { id: [`${mail}`], apply: true })).toBe(2);
  expect(await odoo.readMail(mail)).toMatchObject({ state: 'exception' });
});

test('cancel and purge that are not told which mails are refused', async () => {
  const { context } = captureContext({ dsn: 'postgres://nowhere.example/acme' });

  await expect(runCancel(context, { apply: true })).rejects.toThrow(UsageError);
  await expect(runCancel(context, { apply: true, limit: '5' })).rejects.toThrow(UsageError);
  await expect(runPurge(context, { apply: true, state: ['cancel'] })).rejects.toThrow(UsageError);
});

test.each([{ from: '' }, { to: ' ' }, { id: [''] }, { class: [','] }])(
  'a filter that is empty, as a variable of a script may be, is refused: %o',
  async (filter) => {
    const { context } = captureContext({ dsn: 'postgres://nowhere.example/acme' });

    await expect(runCancel(context, { ...filter, apply: true })).rejects.toThrow(/empty.*every mail/);
  },
);

test('what a person has to mend first is a refusal with status 2, which no script takes for a moment too early', async () => {
  const odoo = await createConsoleOdoo(18);
  await failMail(odoo, { emailTo: 'cat@customer.example' });
  await odoo.setParameter('database.is_neutralized', 'true');
  const { context, output } = await prepare(odoo.database.dsn);

  expect(await runRetry(context, { ...usual, apply: true })).toBe(2);
  expect(JSON.parse(output())).toMatchObject({ error: { message: expect.stringContaining('neutralized copy') } });
});

test('purge takes old failed and cancelled mails and no others', async () => {
  const odoo = await createConsoleOdoo(18);
  const old = await failMail(odoo, { emailTo: 'cat@customer.example' });
  const cancelled = await odoo.queueMail({ emailTo: 'cat@customer.example', state: 'cancel' });
  const waiting = await odoo.queueMail({ emailTo: 'cat@customer.example' });
  await odoo.database.query("update mail_message set date = now() at time zone 'UTC' - interval '40 days'");
  const recent = await failMail(odoo, { emailTo: 'cat@customer.example' });
  const { context, output } = await prepare(odoo.database.dsn);

  expect(await runPurge(context, { olderThan: '30d', apply: true })).toBe(0);

  expect(JSON.parse(output()).preview.ids.toSorted()).toEqual([old, cancelled]);
  expect(await odoo.database.query('select id from mail_mail order by id')).toEqual([{ id: waiting }, { id: recent }]);
});
