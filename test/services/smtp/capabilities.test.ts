import { expect, test } from 'vitest';
import { close, say, startScriptedSmtp } from '../../support/scripted-smtp.ts';
import { probeSmtp } from './probe.ts';
import { plainServer } from './sessions.ts';

test.each([
  ['SIZE with a limit', '250 SIZE 35882577', { sizeLimit: 35_882_577 }],
  ['SIZE 0, which is no limit', '250 SIZE 0', { sizeLimit: null }],
  ['SIZE alone', '250 SIZE', { sizeLimit: null }],
  ['no SIZE', '250 HELP', { sizeLimit: undefined }],
  ['AUTH in lower case', '250 auth plain login', { auth: ['PLAIN', 'LOGIN'] }],
  ['AUTH= as old servers write it', '250-AUTH=LOGIN\r\n250 AUTH PLAIN', { auth: ['LOGIN', 'PLAIN'] }],
  ['STARTTLS', '250 STARTTLS', { startTls: true }],
  ['SMTPUTF8', '250 SMTPUTF8', { smtpUtf8: true }],
])('%s is read from EHLO', async (_name, lines, expected) => {
  await using server = await startScriptedSmtp(plainServer([/^EHLO /, `250-scripted.example\r\n${lines}`]));
  const report = await probeSmtp(server.port);
  expect(report.capabilities).toMatchObject(expected);
});

test('a server that knows no EHLO is asked with HELO', async () => {
  await using server = await startScriptedSmtp(plainServer([/^EHLO /, '502 5.5.1 Not implemented']));
  const report = await probeSmtp(server.port, { envelopes: [{ sender: 'a@example.com', recipients: [] }] });
  expect(report.failure).toBeUndefined();
  expect(report.capabilities?.extended).toBe(false);
  expect(server.received[0]).toEqual([
    'EHLO client.example.test',
    'HELO client.example.test',
    'MAIL FROM:<a@example.com>',
    'RSET',
    'QUIT',
  ]);
});

test('a server that closes on 421 is not asked with HELO', async () => {
  await using server = await startScriptedSmtp(plainServer([/^EHLO /, [say('421 4.3.2 Closing'), close]]));
  const report = await probeSmtp(server.port);
  expect(report.failure).toMatchObject({ kind: 'reply', stage: 'ehlo', reply: { code: 421 } });
  expect(server.received[0]).not.toContain('HELO client.example.test');
});

test('the EHLO name is the one that was asked for', async () => {
  await using server = await startScriptedSmtp(plainServer());
  const report = await probeSmtp(server.port, { heloName: '[192.0.2.7]' });
  expect(report.heloName).toBe('[192.0.2.7]');
  expect(server.received[0]?.[0]).toBe('EHLO [192.0.2.7]');
});

test('a line end in the EHLO name does not become a command', async () => {
  await using server = await startScriptedSmtp(plainServer());
  await probeSmtp(server.port, { heloName: 'x\r\nMAIL FROM:<a@example.com>' });
  expect(server.received[0]).toEqual(['EHLO x MAIL FROM:<a@example.com>', 'QUIT']);
});
