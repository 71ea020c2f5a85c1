import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { runJournal } from '../../../source/cli/verbs/journal.ts';
import { runSendTest, type SendTestArguments } from '../../../source/cli/verbs/send-test.ts';
import { UsageError } from '../../../source/domain/errors.ts';
import type { GlobalOptions } from '../../../source/world/command.ts';
import { temporaryFolder } from '../../changes/open-changes.ts';
import { captureContext } from '../../support/command-context.ts';
import { greeting, messagesIn, messageTaking } from '../../support/message-taking.ts';
import { outerSeries } from '../../support/postgres.ts';
import { answer, close, type Step, startScriptedSmtp } from '../../support/scripted-smtp.ts';
import { openSickWorld, type SickWorld } from '../../support/sick-world.ts';

// The first test that wants a version's database waits until it is filled.
vi.setConfig({ testTimeout: 120_000 });

let stateHome = '';
beforeEach(async () => {
  stateHome = await temporaryFolder();
});

const run = async (
  world: SickWorld,
  given: Partial<SendTestArguments> = {},
  options: Partial<GlobalOptions> = {},
): Promise<{ readonly status: number; readonly text: string; readonly notices: string }> => {
  const { context, output } = captureContext({ ...world.options, ...options }, { env: { XDG_STATE_HOME: stateHome } });
  let notices = '';
  context.stderr.on('data', (chunk) => {
    notices += String(chunk);
  });
  const status = await runSendTest(context, { to: 'ann@one.example', apply: false, ...given });
  return { status, text: output(), notices };
};

const journalOf = async (world: SickWorld): Promise<readonly Record<string, unknown>[]> => {
  const { context, output } = captureContext(
    { ...world.options, format: 'json' },
    { env: { XDG_STATE_HOME: stateHome } },
  );
  await runJournal(context, undefined);
  return JSON.parse(output()).journal;
};

/** The world with its chosen server somewhere else. */
const pointAt = async (world: SickWorld, port: number): Promise<void> => {
  await world.database.query(
    "update ir_mail_server set smtp_host = '127.0.0.1', smtp_port = $1, smtp_encryption = 'none', smtp_user = null, smtp_pass = null",
    [port],
  );
};

describe.each(outerSeries)('Odoo %i', (series) => {
  test('previews without --apply, and sends one message exactly once with it', async () => {
    const world = await openSickWorld({ series, scenario: 'healthy' });
    const before = world.received().length;
    const preview = await run(world);
    expect(preview.status).toBe(0);
    expect(preview.text).toMatch(/^A test message to ann@one\.example\n {2}Server .*\n {2}From .*\n {2}Envelope /);
    expect(preview.text).toContain('Nothing was sent. --apply sends exactly this, once.');
    expect(world.received()).toHaveLength(before);

    const sent = await run(world, { apply: true });
    expect([sent.status, sent.text]).toEqual([0, expect.stringContaining('took the message')]);
    expect(sent.text).toContain('Its last word: 250 ');
    const [received, ...more] = world.received().slice(before);
    expect(received?.recipients).toEqual(['ann@one.example']);
    expect(more).toEqual([]);
    expect(await journalOf(world)).toMatchObject([
      {
        action: 'send-test',
        state: 'applied',
        canBeTakenBack: false,
        title: expect.stringContaining('ann@one.example'),
      },
    ]);
  });
});

const healthy = (): Promise<SickWorld> => openSickWorld({ series: 17, scenario: 'healthy' });

test('goes as a mail would: its server, From and envelope, its subject marked, and none of its text', async () => {
  const world = await healthy();
  await using server = await startScriptedSmtp([greeting, answer(...messageTaking('250 Ok: queued as 4F2A91'))]);
  await pointAt(world, server.port);
  const [mail] = await world.database.query<{ id: number; subject: string; email_from: string }>(
    `select m.id, g.subject, g.email_from from mail_mail m join mail_message g on g.id = m.mail_message_id
     where g.subject is not null order by m.id desc limit 1`,
  );
  await world.database.query("update mail_mail set body_html = '<p>for nobody else</p>' where id = $1", [mail?.id]);
  const { status, text } = await run(world, { mail: Number(mail?.id), apply: true }, { format: 'json' });
  expect(status).toBe(0);
  const { message, result } = JSON.parse(text);
  expect(message.subject).toBe(`[Test] ${mail?.subject}`);
  expect(result).toMatchObject({ kind: 'accepted', queueId: '4F2A91', reply: '250 Ok: queued as 4F2A91' });
  const [lines = []] = server.received;
  expect(lines).toContain(`MAIL FROM:<${message.envelopeFrom}>`);
  const [sent = ''] = messagesIn(lines);
  expect(sent).toContain(`Message-ID: ${message.messageId}`);
  expect(sent).toMatch(/^Auto-Submitted: auto-generated$/m);
  expect(sent).not.toContain('for nobody else');
});

test('status 1 where the line breaks after the message: it may have been delivered, and it is not sent again', async () => {
  const world = await healthy();
  await using server = await startScriptedSmtp([greeting, answer(...messageTaking([close]))]);
  await pointAt(world, server.port);
  const { status, text } = await run(world, { apply: true });
  expect(status).toBe(1);
  expect(text).toContain('The message may have been delivered');
  expect(server.received.flatMap(messagesIn)).toHaveLength(1);
  expect(server.received).toHaveLength(1);
  expect(await journalOf(world)).toMatchObject([
    { state: 'in-part', left: [expect.stringContaining('may have been')] },
  ]);
});

test('status 2 where the server refuses it, with its words and what they mean', async () => {
  const world = await healthy();
  await using server = await startScriptedSmtp([
    greeting,
    answer([/^RCPT TO:/, '550 5.1.1 User unknown'], ...messageTaking('250 Ok')),
  ]);
  await pointAt(world, server.port);
  const { status, text } = await run(world, { apply: true }, { format: 'json' });
  expect(status).toBe(2);
  expect(JSON.parse(text).result).toMatchObject({
    kind: 'not-sent',
    class: 'rcpt.unknown',
    reply: '550 5.1.1 User unknown',
  });
  expect(await journalOf(world)).toMatchObject([{ state: 'not-applied' }]);
});

test('a password that was refused once is not sent again, and never shown', async () => {
  const world = await healthy();
  await using server = await startScriptedSmtp([
    greeting,
    answer([/^AUTH PLAIN /, '535 5.7.8 Bad credentials'], ...messageTaking('250 Ok')),
  ]);
  await pointAt(world, server.port);
  await world.database.query("update ir_mail_server set smtp_user = 'odoo', smtp_pass = 'only-here-4711'");
  const first = await run(world, { apply: true });
  const second = await run(world, { apply: true });
  expect([first.status, second.status]).toEqual([2, 2]);
  expect(server.received.map((lines) => lines.some((line) => line.startsWith('AUTH')))).toEqual([true, false]);
  const journal = await readFile(join(stateHome, 'odoo-mail-doctor', 'journal.jsonl'), 'utf8');
  expect(first.text + second.text + journal).not.toContain('only-here-4711');
});

test('an access token goes by XOAUTH2, as Odoo would send it', async () => {
  const world = await healthy();
  const script: readonly Step[] = [
    greeting,
    answer(
      [/^EHLO /, '250-scripted.example\r\n250 AUTH XOAUTH2'],
      [/^AUTH XOAUTH2 /, '235 2.7.0 Accepted'],
      ...messageTaking('250 2.0.0 OK  1732780000 d2e1a72f - gsmtp'),
    ),
  ];
  await using server = await startScriptedSmtp(script);
  await pointAt(world, server.port);
  await world.database.query(
    `update ir_mail_server set smtp_authentication = 'gmail', smtp_user = 'odoo@acme.example',
       google_gmail_access_token = 'ya29.token', google_gmail_refresh_token = 'refresh',
       google_gmail_access_token_expiration = extract(epoch from now())::int + 3000`,
  );
  const { status, text } = await run(world, { apply: true });
  expect([status, text]).toEqual([0, expect.stringContaining('Queue id: 1732780000 d2e1a72f')]);
  expect(text).not.toContain('ya29.token');
  const [lines = []] = server.received;
  const sent = lines.find((line) => line.startsWith('AUTH XOAUTH2 '))?.slice('AUTH XOAUTH2 '.length) ?? '';
  expect(Buffer.from(sent, 'base64').toString()).toBe('user=odoo@acme.example\u0001auth=Bearer ya29.token\u0001\u0001');
});

test('is refused with --read-only and on a neutralized copy, and asks no server', async () => {
  const world = await healthy();
  const before = world.received().length;
  const readOnly = await run(world, { apply: true }, { readOnly: true });
  expect([readOnly.status, readOnly.text]).toEqual([2, expect.stringContaining('--read-only')]);
  await world.database.query("insert into ir_config_parameter (key, value) values ('database.is_neutralized', 'true')");
  const copy = await run(world, { apply: true });
  expect([copy.status, copy.text]).toEqual([2, expect.stringContaining('neutralized copy')]);
  expect((await run(world)).status).toBe(0);
  expect(world.received()).toHaveLength(before);
  expect(await journalOf(world)).toEqual([]);
});

test('names the page of mail-tester.com once the message is on its way', async () => {
  const world = await healthy();
  const { text } = await run(world, { to: 'test-abc@srv1.mail-tester.com', apply: true });
  expect(text).toContain('https://www.mail-tester.com/test-abc');
});

test.each([
  ['nobody', ''],
  ['two people', 'a@one.example, b@one.example'],
  ['no address', 'Ann'],
])('--to %s is wrong usage', async (_what, to) => {
  const { context } = captureContext({});
  await expect(runSendTest(context, { to, apply: true })).rejects.toThrow(UsageError);
});

test('a mail or server that is not there is refused, and those that are there are named', async () => {
  const world = await healthy();
  expect(await run(world, { mail: 2_000_000_000 })).toMatchObject({
    status: 2,
    notices: expect.stringContaining('There is no mail 2000000000'),
  });
  expect(await run(world, { server: 2_000_000_000 })).toMatchObject({
    status: 2,
    notices: expect.stringMatching(/There is no mail server 2000000000\.\n.*There are: \d+ \(/),
  });
});
