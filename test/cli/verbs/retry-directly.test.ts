import { describe, expect, test } from 'vitest';
import { runRetry } from '../../../source/cli/verbs/retry.ts';
import type { GlobalOptions } from '../../../source/world/command.ts';
import { createConsoleOdoo, failMail, settleRecipient } from '../../changes/console-odoo.ts';
import { temporaryFolder } from '../../changes/open-changes.ts';
import type { SmallOdoo } from '../../demo/queue-runner/small-odoo.ts';
import { startBehaviour } from '../../demo/smtp/start-behaviour.ts';
import { apiKey, login, serve } from '../../services/rpc/small-rpc.ts';
import { captureContext } from '../../support/command-context.ts';
import type { OdooHttpOptions, SeenRequest } from '../../support/odoo-http.ts';
import { outerSeries } from '../../support/postgres.ts';

const isSend = ({ path, body }: SeenRequest): boolean =>
  path === '/json/2/mail.mail/send' || JSON.stringify(body).includes('"mail.mail","send"');

const openWay = async (
  odoo: SmallOdoo,
  http: Partial<OdooHttpOptions> = {},
  options: Partial<GlobalOptions> = {},
  signal = new AbortController().signal,
) => {
  const { url, requests } = await serve(odoo, http);
  const given = { dsn: odoo.database.dsn, format: 'json', odooUrl: url, odooLogin: login, ...options } as const;
  const { context, output } = captureContext(given, {
    env: { ODOO_API_KEY: apiKey, XDG_STATE_HOME: await temporaryFolder() },
    signal,
  });
  return {
    run: (args: Partial<Parameters<typeof runRetry>[1]> = {}) =>
      runRetry(context, { apply: true, force: false, canary: true, wait: false, ...args }),
    output,
    url,
    sends: () => requests.filter(isSend).length,
  };
};

const failMails = async (odoo: SmallOdoo, count: number, reason?: string): Promise<readonly number[]> => {
  const ids: number[] = [];
  for (let index = 0; index < count; index += 1)
    ids.push(await failMail(odoo, { emailTo: `customer${index}@example.net` }, reason));
  return ids;
};

const readAll = (odoo: SmallOdoo) => odoo.database.query('select * from mail_mail order by id');

describe.each([17, 19] as const)('Odoo %i', (series) => {
  test('a mail is sent over RPC, without the queue, to nobody who has it, and no other mail with it', async () => {
    const relay = await startBehaviour('good');
    const odoo = await createConsoleOdoo(series);
    await odoo.addServer({ port: relay.port });
    const ann = await odoo.addPartner('Ann', 'ann@customer.example');
    const bob = await odoo.addPartner('Bob', 'bob@customer.example');
    const mail = await failMail(odoo, { partners: [ann, bob] });
    await settleRecipient(odoo, mail, ann, 'sent');
    await settleRecipient(odoo, mail, bob, 'exception');
    const other = await odoo.queueMail({ emailTo: 'bystander@example.net' });
    const { run, output, url } = await openWay(odoo);

    expect(await run()).toBe(0);

    const protocol = series === 19 ? 'JSON-2' : 'JSON-RPC';
    const way = `over ${protocol} as ${login} at ${url.origin}, Odoo ${series}.0`;
    expect(JSON.parse(output())).toMatchObject({
      preview: { ids: [mail], waking: { kind: 'bypassed', way } },
      result: { kind: 'applied' },
      sending: { way, end: { kind: 'all-tried' }, notTried: [], rest: { kind: 'none' } },
      outcomes: { sent: [mail], failed: [], waiting: [] },
    });
    expect(relay.messages.map(({ recipients }) => recipients)).toEqual([['bob@customer.example']]);
    expect(await odoo.readMail(mail)).toMatchObject({ state: 'sent', failure_reason: null });
    expect((await odoo.readNotifications(mail)).map(({ partner, status }) => [partner, status])).toEqual([
      [ann, 'sent'],
      [bob, 'sent'],
    ]);
    expect(await odoo.readMail(other)).toMatchObject({ state: 'outgoing' });
    expect(await odoo.database.query('select * from ir_cron_trigger')).toEqual([]);
  });
});

describe.each(outerSeries)('Odoo %i, whose account may not write some messages', (series) => {
  const openForbidden = async (mayNot: (index: number) => boolean, args: Partial<GlobalOptions> = {}) => {
    const relay = await startBehaviour('good');
    const odoo = await createConsoleOdoo(series);
    await odoo.addServer({ port: relay.port });
    const mails = await failMails(odoo, 4);
    const rows = await odoo.database.query<{ id: number; mail_message_id: number }>(
      'select id, mail_message_id from mail_mail',
    );
    const forbidden = mails.filter((_, index) => mayNot(index));
    const messages = new Set(rows.flatMap((row) => (forbidden.includes(row.id) ? [row.mail_message_id] : [])));
    const forbids = (model: string, id: number) => model === 'mail.message' && messages.has(id);
    const way = await openWay(odoo, { account: { login, key: apiKey, forbids } }, args);
    return { relay, odoo, mails, forbidden, ...way };
  };
  const stateOf = (odoo: SmallOdoo) => odoo.database.query('select id, state from mail_mail order by id');
  const recipients = (relay: Awaited<ReturnType<typeof startBehaviour>>) =>
    relay.messages.flatMap((message) => message.recipients);

  test('those go by the queue, whatever the first is, and the others at once', async () => {
    const { relay, odoo, mails, forbidden, run, output } = await openForbidden((index) => index > 0);

    expect(await run()).toBe(0);

    expect(JSON.parse(output())).toMatchObject({
      preview: { ids: mails, waking: { kind: 'bypassed' }, byQueue: { ids: forbidden } },
      sending: { end: { kind: 'all-tried' }, byQueue: { ids: forbidden } },
      outcomes: { sent: mails.slice(0, 1), failed: [] },
    });
    expect(recipients(relay)).toEqual(['customer0@example.net']);
    const [sent, ...waiting] = await stateOf(odoo);
    expect(sent).toMatchObject({ state: 'sent' });
    expect(waiting.map((row) => row['state'])).toEqual(['outgoing', 'outgoing', 'outgoing']);
    if (series >= 15) expect(await odoo.database.query('select * from ir_cron_trigger')).toHaveLength(1);
  });

  test('--wait follows those too that go by the queue, and without it they are not said to be none', async () => {
    const { forbidden, run, output } = await openForbidden((index) => index > 1, { format: 'text', deadline: 1 });
    expect(await run({ wait: true })).toBe(1);
    expect(output()).toContain(`2 mails sent, ${forbidden.length} still waiting.`);

    const other = await openForbidden((index) => index > 1, { format: 'text' });
    expect(await other.run()).toBe(0);
    expect(other.output()).toContain('2 mails sent, 2 left to the queue.');
  });

  test('what is included among them costs no other mail that waits: nothing is done before those are held', async () => {
    const { odoo, relay, run, output } = await openForbidden(() => true, { format: 'text' });
    const limit = 'SMTPDataError: 550\n5.4.5 Daily user sending limit exceeded.';
    await odoo.database.query(
      "update mail_mail set failure_reason = $1, write_date = now() at time zone 'UTC' - interval '2 minutes'",
      [limit],
    );
    await odoo.database.query("update ir_mail_server set write_date = '2026-01-01'");
    const other = await odoo.queueMail({ emailTo: 'bystander@example.net' });

    expect(await run({ include: ['limit-reached'] })).toBe(2);
    expect(output()).toContain('1 waiting mail would be sent along by waking the queue, and fail.');
    const held = () => odoo.database.query('select id from mail_mail where scheduled_date is not null');
    expect(await held()).toEqual([]);

    expect(await run({ include: ['limit-reached'], holdOthers: true })).toBe(0);
    expect(await held()).toEqual([{ id: other }]);
    expect(recipients(relay)).toEqual([]);
  });

  test('the preview says which way how many go', async () => {
    const { forbidden, run, output } = await openForbidden((index) => index === 2, { format: 'text' });
    await run({ apply: false });
    expect(output()).toContain('Odoo sends 3 of them at once, over JSON');
    expect(output()).toContain(`1 mail (${forbidden[0]}) goes by the queue instead: sent over JSON`);
  });

  test('where it may write none, nothing is sent that way', async () => {
    const { relay, odoo, mails, run, output, sends } = await openForbidden(() => true);
    expect(await run()).toBe(0);
    expect(sends()).toBe(0);
    expect(JSON.parse(output())).toMatchObject({ preview: { waking: { kind: 'woken' }, byQueue: { ids: mails } } });
    expect(recipients(relay)).toEqual([]);
    expect((await stateOf(odoo)).every((row) => row['state'] === 'outgoing')).toBe(true);
  });

  test('they are put back with the others when it ends early', async () => {
    const { odoo, run } = await openForbidden((index) => index === 3);
    await odoo.database.query("update ir_mail_server set smtp_host = '127.0.0.1', smtp_port = 1");
    await run({ force: true });
    expect((await stateOf(odoo)).every((row) => row['state'] === 'exception')).toBe(true);
    if (series >= 15) expect(await odoo.database.query('select * from ir_cron_trigger')).toEqual([]);
  });
});

test('while Odoo sends, its cron finds the queue locked, and it is free afterwards', async () => {
  const relay = await startBehaviour('good');
  const odoo = await createConsoleOdoo(17);
  await odoo.addServer({ port: relay.port });
  const mails = await failMails(odoo, 2);
  const lockQueue = () => odoo.database.query('select id from ir_cron for no key update nowait');
  const attempts: Promise<boolean>[] = [];
  const { run, output } = await openWay(odoo, {
    intercept: (request, response) => {
      if (!isSend(request)) return false;
      const attempt = lockQueue().then(
        () => true,
        () => false,
      );
      attempts.push(attempt);
      // Answered as done, and nothing was sent.
      void attempt.then(() =>
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"jsonrpc":"2.0","id":null}'),
      );
      return true;
    },
  });

  expect(await run({ canary: false })).toBe(1);

  expect(await Promise.all(attempts)).toEqual([false]);
  await lockQueue();
  expect(JSON.parse(output()).sending.rest).toMatchObject({ kind: 'outgoing', ids: mails });
});

test('the first mail goes alone, and when it fails again the others are as they were before', async () => {
  const relay = await startBehaviour('bad-login');
  const odoo = await createConsoleOdoo(17);
  await odoo.addServer({ port: relay.port, user: 'odoo@acme.example', password: 'wrong' });
  const [first = 0] = await failMails(odoo, 3, "535\nb'5.7.8 Username and Password not accepted'");
  const before = await readAll(odoo);
  const { run, output, sends } = await openWay(odoo, {}, { format: 'text' });

  expect(await run({ force: true })).toBe(2);

  expect(sends()).toBe(1);
  expect(output()).toContain(`Mail ${first} went first, alone, and failed: password refused.`);
  expect(output()).toContain('2 mails were not sent and put back among the failed ones.');
  expect(await odoo.readMail(first)).toMatchObject({ state: 'exception' });
  expect((await readAll(odoo)).slice(1)).toEqual(before.slice(1));
});

test('a call that Odoo refuses ends it, and what was not sent is as it was before', async () => {
  const relay = await startBehaviour('good');
  const odoo = await createConsoleOdoo(17);
  await odoo.addServer({ port: relay.port });
  const mails = await failMails(odoo, 3);
  const before = await readAll(odoo);
  let calls = 0;
  const { run, output } = await openWay(odoo, {
    intercept: (request, response) => {
      if (!isSend(request) || ++calls < 2) return false;
      const error = { code: 200, message: 'Odoo Server Error', data: { name: 'x.AccessError', message: 'No.' } };
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ jsonrpc: '2.0', id: null, error }));
      return true;
    },
  });

  expect(await run()).toBe(1);

  expect(JSON.parse(output())).toMatchObject({
    sending: {
      end: { kind: 'refused', words: 'Odoo does not let that account do it: No.' },
      rest: { kind: 'put-back', ids: mails.slice(1) },
    },
    outcomes: { sent: mails.slice(0, 1) },
  });
  expect(relay.messages).toHaveLength(1);
  expect((await readAll(odoo)).slice(1)).toEqual(before.slice(1));
});

test('a person who stops it waits for the batch under way, and gets the rest back', async () => {
  const relay = await startBehaviour('good');
  const odoo = await createConsoleOdoo(17);
  await odoo.addServer({ port: relay.port });
  const mails = await failMails(odoo, 22);
  const stop = new AbortController();
  const { run, output } = await openWay(
    odoo,
    {
      intercept: (request) => {
        if (isSend(request)) stop.abort(new Error('stopped'));
        return false;
      },
    },
    {},
    stop.signal,
  );

  expect(await run({ canary: false })).toBe(1);

  expect(JSON.parse(output())).toMatchObject({
    sending: { end: { kind: 'stopped' }, notTried: mails.slice(20), rest: { kind: 'put-back', ids: mails.slice(20) } },
    outcomes: { sent: mails.slice(0, 20) },
  });
  expect(relay.messages).toHaveLength(20);
  expect(await odoo.readMail(mails[21] ?? 0)).toMatchObject({ state: 'exception' });
});

test('a stop while nobody knows whether Odoo still sends changes nothing under its feet, and says so', async () => {
  const relay = await startBehaviour('good');
  const odoo = await createConsoleOdoo(17);
  await odoo.addServer({ port: relay.port });
  const mails = await failMails(odoo, 21);
  const stop = new AbortController();
  const { run, output } = await openWay(
    odoo,
    {
      intercept: (request, response) => {
        if (!isSend(request)) return false;
        response.once('close', () => stop.abort(new Error('stopped')));
        response.destroy();
        return true;
      },
    },
    { format: 'text' },
    stop.signal,
  );

  expect(await run({ canary: false })).toBe(1);

  expect(output()).toContain('broke the connection before it answered');
  expect(output()).toContain('21 mails stay in the queue for its next run: Odoo may be sending some of them still.');
  expect(await odoo.database.query("select id from mail_mail where state = 'outgoing' order by id")).toEqual(
    mails.map((id) => ({ id })),
  );
});

test('a preview says the way, signs in, and sends nothing', async () => {
  const odoo = await createConsoleOdoo(17);
  await failMails(odoo, 1);
  const before = await readAll(odoo);
  const { run, output, url, sends } = await openWay(odoo, {}, { format: 'text' });
  expect(await run({ apply: false, canary: false })).toBe(0);
  expect(output()).toContain(`Odoo sends them at once, over JSON-RPC as ${login} at ${url.origin}, Odoo 17.0.`);
  expect(sends()).toBe(0);
  expect(await readAll(odoo)).toEqual(before);
});

test('--read-only sends nothing over that way either', async () => {
  const odoo = await createConsoleOdoo(17);
  await failMails(odoo, 1);
  const { run, sends } = await openWay(odoo, {}, { readOnly: true });
  expect(await run({ canary: false })).toBe(2);
  expect(sends()).toBe(0);
});
