import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { smtpEvidence } from '../../../source/domain/probes/probe-evidence.ts';
import { judgeReply } from '../../../source/domain/replies/judge-session.ts';
import { Secret } from '../../../source/domain/secret.ts';
import { startScriptedSmtp } from '../../support/scripted-smtp.ts';
import { probeSmtp } from './probe.ts';
import { plainServer } from './sessions.ts';

const password = 'hunter2+geheim/77';
const credentials = { kind: 'password', user: 'anna@example.com', secret: new Secret(password) } as const;
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const payload = base64(`\0anna@example.com\0${password}`);

test.each([
  ['the password itself', password],
  ['the password in base64', base64(password)],
  ['the payload of AUTH PLAIN', payload],
  ['a part of that payload', payload.slice(8)],
  ['the password behind other text in base64', base64(`x${password}`)],
  ['the password before other text in base64', base64(`xy${password}zz`)],
  ['the password in hex', Buffer.from(password).toString('hex')],
  ['the password as in a URL', encodeURIComponent(password)],
  ['the password with control characters in it', [...password].join('\u0001')],
])('%s is hidden when the server echoes it', async (_form, echo) => {
  await using server = await startScriptedSmtp(plainServer([/^AUTH/, `535 5.7.8 I got ${echo} from you`]));
  const report = await probeSmtp(server.port, { credentials });
  const shown = [JSON.stringify(report), inspect(report, { depth: 9 }), smtpEvidence(report).answer].join('\n');
  expect(shown).toContain('I got');
  expect(shown).not.toContain(echo);
  expect(shown).not.toContain(password);
  expect(shown).not.toContain(payload);
});

test('what is sent for AUTH stands masked in the transcript', async () => {
  await using server = await startScriptedSmtp(plainServer());
  const report = await probeSmtp(server.port, { credentials });
  expect(report.transcript).toContainEqual({ mark: '->', text: 'AUTH PLAIN ••••' });
});

test('a token that comes back inside the XOAUTH2 reason is hidden', async () => {
  const secret = new Secret('ya29.a0AfH6SMBx');
  const reason = base64(`{"status":"401","scope":"${secret.reveal()}"}`);
  await using server = await startScriptedSmtp(
    plainServer([/^EHLO/, '250-x\r\n250 AUTH XOAUTH2'], [/^AUTH/, `334 ${reason}`], [/^$/, '535 no']),
  );
  const report = await probeSmtp(server.port, { credentials: { kind: 'oauth', user: 'anna@example.com', secret } });
  expect(report.auth).toMatchObject({ kind: 'refused', oauth: { status: '401', scope: '••••' } });
  expect(JSON.stringify(report)).not.toContain(secret.reveal());
});

test('the transcript is marked as swaks marks it', async () => {
  await using server = await startScriptedSmtp(plainServer([/^MAIL/, '550 5.7.1 no']));
  const report = await probeSmtp(server.port, { envelopes: [{ sender: 'a@example.com', recipients: [] }] });
  const lines = report.transcript.map(({ mark, text }) => `${mark} ${text}`);
  expect(lines).toEqual([
    `=== Trying mail.example.test:${server.port}...`,
    expect.stringMatching(/^=== Connected to 127\.0\.0\.1 in \d+ ms\.$/),
    '<- 220 scripted.example ESMTP',
    '-> EHLO client.example.test',
    '<- 250-scripted.example',
    '<- 250-SIZE 10485760',
    '<- 250-AUTH PLAIN',
    '<- 250 ENHANCEDSTATUSCODES',
    '-> MAIL FROM:<a@example.com>',
    '<** 550 5.7.1 no',
    '-> QUIT',
    '<- 221 2.0.0 Bye',
  ]);
});

test('what a reply means is read before secrets in it are hidden', async () => {
  const secret = new Secret('Relay');
  await using server = await startScriptedSmtp(plainServer([/^MAIL/, '554 Relay access denied']));
  const report = await probeSmtp(server.port, {
    credentials: { kind: 'password', user: 'anna@example.com', secret },
    envelopes: [{ sender: 'anna@example.com', recipients: [] }],
  });
  const reply = report.replies.find(({ stage }) => stage === 'mail');
  if (reply === undefined) throw new Error('no reply to MAIL FROM');
  expect(reply.text).toBe('•••• access denied');
  const said = judgeReply(reply, report);
  expect(said.class).toBe('relay.denied');
  expect(JSON.stringify([said, report])).not.toContain('Relay');
});
