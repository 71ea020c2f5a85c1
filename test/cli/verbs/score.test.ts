import { generateKeyPairSync } from 'node:crypto';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dkimSign } from 'mailauth/lib/dkim/sign.js';
import { describe, expect, test, vi } from 'vitest';
import { runScore } from '../../../source/cli/verbs/score.ts';
import type { DnsZones } from '../../../source/demo/scenario.ts';
import type { Mark, MarkId } from '../../../source/domain/deliverability/mark.ts';
import { UserError } from '../../../source/domain/errors.ts';
import { temporaryFolder } from '../../changes/open-changes.ts';
import { captureContext } from '../../support/command-context.ts';
import { serveZones } from '../../support/dns.ts';
import { outerSeries } from '../../support/postgres.ts';
import { openSickWorld } from '../../support/sick-world.ts';

// The first test that wants a version's database waits until it is filled.
vi.setConfig({ testTimeout: 120_000 });

const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

const zones: DnsZones = {
  'acme.example': { A: ['192.0.2.7'], TXT: ['v=spf1 ip4:192.0.2.7 -all'] },
  'mail.acme.example': { A: ['192.0.2.7'] },
  '7.2.0.192.in-addr.arpa': { PTR: ['mail.acme.example'] },
  '_dmarc.acme.example': { TXT: ['v=DMARC1; p=reject'] },
  's1._domainkey.acme.example': { TXT: [`v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`] },
};

const written = [
  'From: Ann <ann@acme.example>',
  'To: bob@one.example',
  'Subject: Your invoice',
  'Date: Tue, 24 Nov 2026 12:00:00 +0000',
  'Message-ID: <x1@acme.example>',
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'Dear Bob, here is the invoice for what you ordered last week.',
  '',
].join('\r\n');

const arrived = (address = '192.0.2.7'): string =>
  [
    'Return-Path: <bounce@acme.example>',
    `Received: from mail.acme.example (mail.acme.example [${address}])`,
    '\tby mx.one.example (Postfix) with ESMTPS id A1; Tue, 24 Nov 2026 12:00:01 +0000',
    '',
  ].join('\r\n');

const sign = async (message: string): Promise<string> => {
  const { signatures } = await dkimSign(message, {
    signingDomain: 'acme.example',
    selector: 's1',
    privateKey,
    signatureData: [{ signingDomain: 'acme.example', selector: 's1', privateKey }],
  });
  return `${signatures}${message}`;
};

interface Scored {
  readonly status: number;
  readonly score: number;
  readonly marks: Readonly<Record<MarkId, Mark>>;
}

/** SpamAssassin reads its rules for seconds, and its points are another's: test/services/host asks it. */
const withoutPrograms = { PATH: '/nonexistent' };

const scoreFile = async (message: string, env: NodeJS.ProcessEnv = withoutPrograms): Promise<Scored> => {
  const server = await serveZones(zones);
  const path = join(await temporaryFolder(), 'message.eml');
  await writeFile(path, message);
  const { context, output } = captureContext(
    { resolver: `127.0.0.1:${server.port}`, format: 'json', timeout: 30 },
    { env },
  );
  const status = await runScore(context, { what: path });
  const { score, marks } = JSON.parse(output());
  return { status, score, marks: Object.fromEntries(marks.map((mark: Mark) => [mark.id, mark])) as Scored['marks'] };
};

test('a message that arrived signed, by SPF, from a named server and encrypted loses nothing for its sender', async () => {
  const { status, marks } = await scoreFile(`${arrived()}${await sign(written)}`);
  const { spamassassin: _its, blocklists: _lists, ...ours } = marks;
  for (const mark of Object.values(ours)) expect([mark.id, mark.status]).toEqual([mark.id, 'ok']);
  expect(status).toBe(0);
});

test('what SpamAssassin finds is among the marks, where it is on the PATH', async () => {
  const folder = await temporaryFolder();
  const report =
    'Content analysis details:   (6.1 points, 5.0 required)\n 6.1 BAYES_99               BODY: words of spam';
  await writeFile(join(folder, 'spamc'), `#!/bin/sh\nread -r first\nprintf '${report}'\n`);
  await chmod(join(folder, 'spamc'), 0o755);
  const { marks } = await scoreFile(written, { PATH: folder });
  expect(marks.spamassassin).toMatchObject({ status: 'lost', summary: expect.stringContaining('6.1') });
  const without = await scoreFile(written);
  expect(without.marks.spamassassin).toMatchObject({ status: 'unknown', points: 0 });
});

test('a message that was changed after it was signed does not verify, and says so', async () => {
  const { marks } = await scoreFile(`${arrived()}${(await sign(written)).replace('last week', 'last month')}`);
  expect(marks.dkim).toMatchObject({ status: 'lost', points: 2, summary: expect.stringContaining('does not verify') });
  expect(marks.dmarc.status).toBe('ok');
});

test('from another address, unsigned: nothing proves it, and that weighs most', async () => {
  const { status, score, marks } = await scoreFile(`${arrived('198.51.100.9')}${written}`);
  expect([marks.spf.points, marks.dkim.points, marks.dmarc.points]).toEqual([3, 1, 2]);
  expect(marks['reverse-dns']).toMatchObject({ status: 'lost' });
  expect(marks.helo).toMatchObject({ status: 'lost', points: 0.3 });
  expect(score).toBeLessThan(5);
  expect(status).toBe(2);
});

test('what no header tells is not known, and costs nothing', async () => {
  const { marks } = await scoreFile(written);
  for (const id of ['spf', 'reverse-dns', 'helo', 'tls', 'return-path'] as const) {
    expect([id, marks[id].status, marks[id].points]).toEqual([id, 'unknown', 0]);
  }
});

test.each([
  ['nothing', ''],
  ['no message', '\u0000\u0001\u0002 not a message at all'],
  ['headers without an end', 'From: a@acme.example'],
  ['hostile headers', 'From: \u001b[2J<a@acme.example>\r\nSubject: \u001b]0;x\u0007\r\n\r\nx'],
])('%s in a file is judged without failing', async (_what, message) => {
  const { marks } = await scoreFile(message);
  expect(marks['message-id'].status).toBe('lost');
  expect(JSON.stringify(marks)).not.toContain('\\u001b');
});

test('a file that is not there is said in a sentence', async () => {
  const { context } = captureContext({});
  await expect(runScore(context, { what: '/no/such/file.eml' })).rejects.toThrow(UserError);
});

describe.each(outerSeries)('Odoo %i', (series) => {
  test('a mail is scored as Odoo would write it, and nothing is sent', async () => {
    const world = await openSickWorld({ series, scenario: 'healthy' });
    const before = world.received().length;
    const [mail] = await world.database.query<{ id: number }>(
      "select id from mail_mail where state in ('outgoing', 'sent') order by id desc limit 1",
    );
    const { context, output } = captureContext(
      { ...world.options, format: 'json', timeout: 30 },
      { env: withoutPrograms },
    );
    await runScore(context, { what: String(mail?.id) });
    const { marks, bulk, of } = JSON.parse(output());
    expect(of).toBe(`mail ${mail?.id}`);
    const statuses = Object.fromEntries(marks.map(({ id, status }: Mark) => [id, status]));
    expect(statuses).toMatchObject({ spf: 'ok', dkim: 'unknown', 'text-part': 'ok', from: 'ok', 'message-id': 'ok' });
    expect(bulk.map(({ receiver }: { receiver: string }) => receiver)).toEqual(['Gmail', 'Yahoo', 'Outlook.com']);
    expect(world.received()).toHaveLength(before);
  });
});

test('where SPF of the domain does not name the relay, a mail loses points for it', async () => {
  const world = await openSickWorld({ series: 17, scenario: 'dns' });
  const [mail] = await world.database.query<{ id: number }>(
    "select id from mail_mail where state in ('exception', 'outgoing') order by id desc limit 1",
  );
  const { context, output } = captureContext({ ...world.options, timeout: 30 }, { env: withoutPrograms });
  await runScore(context, { what: String(mail?.id) });
  expect(output()).toMatch(/^[\d.]+ of 10 for mail \d+\n {2}✖ -/);
});
