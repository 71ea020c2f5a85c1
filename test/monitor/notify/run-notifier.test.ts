import { once } from 'node:events';
import { chmod, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Secret } from '../../../source/domain/secret.ts';
import type { MailRoute, NotifierSetting } from '../../../source/monitor/config/config.ts';
import { composeAlertMessage } from '../../../source/monitor/notify/message.ts';
import { runNotifier } from '../../../source/monitor/notify/run-notifier.ts';
import type { AlertEvent } from '../../../source/monitor/state.ts';
import { greeting, messagesIn, messageTaking } from '../../support/message-taking.ts';
import { answer, say, startScriptedSmtp } from '../../support/scripted-smtp.ts';

const event: AlertEvent = {
  id: 'e1',
  kind: 'raised',
  database: 'acme',
  rule: 'queue-runner',
  subject: '',
  level: 'fail',
  sentence: 'The queue runner is <late> & gone.',
  at: Date.parse('2026-11-28T12:00:00Z'),
  since: Date.parse('2026-11-28T11:00:00Z'),
};
const message = composeAlertMessage([event]);
const signal = new AbortController().signal;
const tell = (notifier: NotifierSetting, sickHosts: readonly string[] = []): Promise<string | undefined> =>
  runNotifier(notifier, message, { sickHosts, signal });

const mailTo = (...servers: readonly Partial<MailRoute>[]): NotifierSetting => ({
  kind: 'mail',
  name: 'mail',
  from: 'monitor@acme.example',
  to: ['admin@acme.example', 'boss@acme.example'],
  servers: servers.map((route) => ({ host: '127.0.0.1', port: 0, secure: false, requireTls: false, ...route })),
});

describe('by mail', () => {
  test('through another server than the sick one, to everybody, once', async () => {
    await using sick = await startScriptedSmtp([greeting, answer(...messageTaking('250 2.0.0 Ok'))]);
    await using well = await startScriptedSmtp([greeting, answer(...messageTaking('250 2.0.0 Ok'))]);
    await tell(mailTo({ host: 'localhost', port: sick.port }, { port: well.port }), ['localhost']);
    expect(sick.received).toEqual([]);
    const [lines = []] = well.received;
    expect(lines.filter((line) => /^(MAIL|RCPT)/.test(line))).toEqual([
      'MAIL FROM:<monitor@acme.example>',
      'RCPT TO:<admin@acme.example>',
      'RCPT TO:<boss@acme.example>',
    ]);
    const [mail = '', ...others] = messagesIn(lines);
    expect(others).toEqual([]);
    expect(mail).toMatch(/^Subject: Alert: acme: The queue runner is late$/m);
    expect(mail).toMatch(/^Message-ID: <e1@odoo-mail-doctor.invalid>$/m);
    expect(mail).toMatch(/^Auto-Submitted: auto-generated$/m);
    // Quoted-printable breaks lines with "=" (RFC 2045 §6.7).
    expect(mail.replaceAll('=\n', '')).toContain('The queue runner is <late> & gone. For 1 h 00 m.');
  });

  test('through the next one where the first refuses it, and through the sick one at last', async () => {
    await using full = await startScriptedSmtp([greeting, answer(...messageTaking('452 4.3.1 Out of space'))]);
    await using sick = await startScriptedSmtp([greeting, answer(...messageTaking('250 2.0.0 Ok'))]);
    await tell(mailTo({ host: 'localhost', port: sick.port }, { port: full.port }), ['localhost']);
    expect(messagesIn(full.received[0] ?? [])).toHaveLength(1);
    expect(messagesIn(sick.received[0] ?? [])).toHaveLength(1);
  });

  test('to those whom one server refuses through the next; who is refused by all is named, with what they said', async () => {
    const refusing = (status: string) =>
      startScriptedSmtp([greeting, answer([/^RCPT TO:<boss@/, status], ...messageTaking('250 2.0.0 Ok'))]);
    await using first = await refusing('550 5.1.1 No such user');
    await using second = await startScriptedSmtp([greeting, answer(...messageTaking('250 2.0.0 Ok'))]);
    expect(await tell(mailTo({ port: first.port }, { port: second.port }))).toBeUndefined();
    const asked = (lines: readonly string[] = []) => lines.filter((line) => line.startsWith('RCPT'));
    expect(asked(second.received[0])).toEqual(['RCPT TO:<boss@acme.example>']);

    await using third = await refusing('550 5.7.1 Not from here');
    const left = await tell(mailTo({ port: first.port }, { port: third.port }));
    expect(left).toMatch(
      /^no mail server took it for boss@acme\.example: boss@.* at .*550 5\.1\.1 No such user; .*550 5\.7\.1 Not from here$/,
    );
    expect(messagesIn(third.received.flat())).toEqual([]);
  });

  test('where nobody takes it, what each of them said is told, and no password', async () => {
    await using closed = await startScriptedSmtp([say('554 5.7.1 Go away')]);
    const credentials = { user: 'monitor', password: new Secret('hush-hush') };
    const failed = tell(mailTo({ port: closed.port, ...credentials }, { port: 1 }));
    await expect(failed).rejects.toThrow(/no mail server took it: .*554 5\.7\.1 Go away.*; .*port 1: .*ECONNREFUSED/s);
    await expect(failed).rejects.not.toThrow(/hush-hush/);
  });
});

/** A webhook on a real socket: what it was sent, and how it answers. */
const startWebhook = async (status = 200) => {
  const bodies: unknown[] = [];
  const server = createServer(async (request, response) => {
    bodies.push(await json(request));
    response.writeHead(status, { location: 'http://127.0.0.1:1/elsewhere' }).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { bodies, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/T00/hush-hush` };
};

const webhook = (url: string, format: 'json' | 'slack' | 'teams', timeoutMs = 5_000): NotifierSetting => ({
  kind: 'webhook',
  name: 'webhook',
  url: new Secret(url),
  format,
  timeoutMs,
});

describe('by webhook', () => {
  test.each([
    ['json', { schema: 1, title: message.title, events: [{ id: 'e1', kind: 'raised', subject: null, level: 'fail' }] }],
    ['slack', { text: expect.stringMatching(/^\*Alert: acme: .*\*\n\n[\s\S]*&lt;late&gt; &amp; gone\./) }],
    [
      'teams',
      {
        type: 'message',
        attachments: [
          {
            contentType: 'application/vnd.microsoft.card.adaptive',
            content: { type: 'AdaptiveCard', body: [{ type: 'TextBlock', weight: 'Bolder' }, { type: 'TextBlock' }] },
          },
        ],
      },
    ],
  ] as const)('in the form of %s', async (format, body) => {
    const { bodies, url } = await startWebhook();
    await tell(webhook(url, format));
    expect(bodies).toMatchObject([body]);
  });

  test.each([404, 500, 302])('an answer of %i is a failure, without its address', async (status) => {
    const { url } = await startWebhook(status);
    const failed = tell(webhook(url, 'json'));
    await expect(failed).rejects.toThrow(/^the webhook /);
    await expect(failed).rejects.not.toThrow(/hush-hush|127\.0\.0\.1/);
  });

  test('one that is not there, and one that says nothing, fail in time', async () => {
    const closed = createServer();
    closed.listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const gone = `http://127.0.0.1:${(closed.address() as AddressInfo).port}/x`;
    closed.close();
    await expect(tell(webhook(gone, 'json'))).rejects.toThrow('the webhook was not reached: ECONNREFUSED');
    const silent = createServer(() => undefined);
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    onTestFinished(() => {
      silent.closeAllConnections();
      silent.close();
    });
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/x`;
    await expect(tell(webhook(url, 'json', 200))).rejects.toThrow('the webhook did not answer within 0.2 s');
  });
});

describe('by a command', () => {
  const command = async (script: string, timeoutMs = 5_000): Promise<NotifierSetting> => {
    const program = join(await mkdtemp(join(tmpdir(), 'omd-')), 'tell');
    await writeFile(program, `#!/bin/sh\n${script}\n`);
    await chmod(program, 0o755);
    return { kind: 'command', name: 'command', run: [program, 'an argument'], timeoutMs };
  };

  test('it gets the document on its standard input, and its arguments', async () => {
    const heard = join(await mkdtemp(join(tmpdir(), 'omd-')), 'heard');
    await tell(await command(`{ echo "$1"; cat; } > ${heard}`));
    const [argument = '', document = ''] = (await readFile(heard, 'utf8')).split('\n');
    expect(argument).toBe('an argument');
    expect(JSON.parse(document)).toMatchObject({ schema: 1, events: [{ id: 'e1', rule: 'queue-runner' }] });
  });

  test('one that fails, hangs or is not there is a failure', async () => {
    await expect(tell(await command('exit 3'))).rejects.toThrow(/tell ended with status 3$/);
    await expect(tell(await command('exec sleep 60', 200))).rejects.toThrow(/was ended after 0.2 s$/);
    const missing: NotifierSetting = { kind: 'command', name: 'command', run: ['/nowhere/tell'], timeoutMs: 1_000 };
    await expect(tell(missing)).rejects.toThrow(/^\/nowhere\/tell: /);
  });
});
