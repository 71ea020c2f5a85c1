import { expect, test } from 'vitest';
import { answer, drip, obliging, type Step, say, sendRaw, startScriptedSmtp } from '../../support/scripted-smtp.ts';
import { probeSmtp } from './probe.ts';
import { plainServer } from './sessions.ts';

const goOn = answer(...obliging);
const esc = '\u001b';

test.each<[behaviour: string, greeting: readonly Step[], text: string]>([
  ['a banner that comes byte by byte is put together', [drip('220 mail ready\r\n', 1)], 'mail ready'],
  ['a banner split inside its line end is one line', [sendRaw('220 mail ready\r'), drip('\n', 20)], 'mail ready'],
  ['a banner of several lines is one reply', [say('220-mail', '220-no spam', '220 ready')], 'mail\nno spam\nready'],
  ['bare line feeds end lines', [sendRaw('220-mail\n220 ready\n')], 'mail\nready'],
  ['a code without text is a reply', [say('220')], ''],
  ['NUL bytes are dropped', [sendRaw('220 ma\0il\0 ready\r\n')], 'mail ready'],
  ['escape sequences are dropped', [say(`220 ${esc}[2J${esc}]0;owned\u0007mail ready`)], 'mail ready'],
  ['characters that reorder text are dropped', [say('220 mail \u202eydaer')], 'mail ydaer'],
  [
    'bytes that are not UTF-8 are replaced',
    [sendRaw(Buffer.from([0x32, 0x32, 0x30, 0x20, 0xff, 0x0d, 0x0a]))],
    '\ufffd',
  ],
])('%s', async (_behaviour, greeting, text) => {
  await using server = await startScriptedSmtp([...greeting, goOn]);
  const report = await probeSmtp(server.port);
  expect(report.failure).toBeUndefined();
  expect(report.replies[0]).toMatchObject({ stage: 'greeting', code: 220, text });
});

test.each<[behaviour: string, steps: readonly Step[], problem: string]>([
  ['a 100 KB line in one piece is given up', [say(`220 ${'x'.repeat(100_000)}`)], 'line-too-long'],
  [
    'a line without end is given up',
    [sendRaw('220 '), { do: 'send-forever', bytes: 'x'.repeat(1000) }],
    'line-too-long',
  ],
  ['a multi-line reply without end is given up', [{ do: 'send-forever', bytes: '220-more\r\n' }], 'reply-too-long'],
])('%s', async (_behaviour, steps, problem) => {
  await using server = await startScriptedSmtp(steps);
  const report = await probeSmtp(server.port);
  expect(report.failure).toMatchObject({ kind: 'protocol', stage: 'greeting', problem: { kind: problem } });
  await expect.poll(() => server.openConnections()).toBe(0);
});

test('a line of 8 KB is still read, as Python reads it', async () => {
  await using server = await startScriptedSmtp([say(`220 ${'x'.repeat(8000)}`), goOn]);
  const report = await probeSmtp(server.port);
  expect(report.failure).toBeUndefined();
});

test.each([
  ['an IMAP server', '* OK [CAPABILITY IMAP4rev1] Dovecot ready.'],
  ['a POP server', '+OK POP3 ready'],
  ['an SSH server', 'SSH-2.0-OpenSSH_9.6'],
  ['a web server', 'HTTP/1.1 400 Bad Request'],
])('%s is named by what it says', async (_server, banner) => {
  await using server = await startScriptedSmtp([say(banner)]);
  const report = await probeSmtp(server.port);
  expect(report.failure).toMatchObject({ kind: 'protocol', problem: { kind: 'not-smtp', sample: banner } });
  expect(report.summary).toContain(banner);
});

test('one byte at a time does not win more time than the step has', async () => {
  await using server = await startScriptedSmtp([drip('220 a greeting that takes its time\r\n', 100)]);
  const report = await probeSmtp(server.port, { timeoutMs: 500, totalTimeoutMs: 750 });
  // Two thirds of what connecting left of the session.
  const waitedMs = expect.toSatisfy((ms: number) => ms > 250 && ms <= 500);
  expect(report.failure).toMatchObject({ kind: 'timed-out', stage: 'greeting', waitedMs });
});

test('the limit for the whole session ends it at whatever stage it is', async () => {
  const slow: Step = drip('250 2.1.0 Ok\r\n', 100);
  await using server = await startScriptedSmtp(plainServer([/^MAIL FROM:/, [slow]]));
  const report = await probeSmtp(server.port, {
    envelopes: [{ sender: 'a@example.com', recipients: [] }],
    timeoutMs: 60_000,
    totalTimeoutMs: 600,
  });
  expect(report.failure).toMatchObject({ kind: 'timed-out', stage: 'mail' });
});

test('two replies in one packet are taken one after the other', async () => {
  await using server = await startScriptedSmtp([
    sendRaw('220 mail ready\r\n250-scripted.example\r\n250 SIZE 1000\r\n'),
    goOn,
  ]);
  const report = await probeSmtp(server.port);
  expect(report.capabilities).toMatchObject({ extended: true, sizeLimit: 1000 });
});

test('a greeting with another success code is not taken for a welcome', async () => {
  await using server = await startScriptedSmtp([say('250 mail ready'), goOn]);
  const report = await probeSmtp(server.port);
  expect(report.failure).toMatchObject({ kind: 'reply', stage: 'greeting', reply: { code: 250 } });
});

test('an enhanced status is read apart from the code, and only where it stands for itself', async () => {
  await using server = await startScriptedSmtp([say('554 5.7.1 no'), goOn]);
  const refused = await probeSmtp(server.port);
  expect(refused.replies[0]?.enhanced).toBe('5.7.1');

  await using other = await startScriptedSmtp([say('554 5.7.1.2 is my address'), goOn]);
  const plain = await probeSmtp(other.port);
  expect(plain.replies[0]?.enhanced).toBeUndefined();
});
