import { expect, test } from 'vitest';
import { smtpEvidence } from '../../../source/domain/probes/probe-evidence.ts';
import type { SmtpRequest } from '../../../source/services/smtp/smtp-request.ts';
import { close, say, startScriptedSmtp } from '../../support/scripted-smtp.ts';
import { probeSmtp } from './probe.ts';
import { plainServer } from './sessions.ts';

const from = (...senders: readonly string[]): Partial<SmtpRequest> => ({
  envelopes: senders.map((sender) => ({ sender, recipients: ['ben@example.org'] })),
});

const kindsOf = (report: Awaited<ReturnType<typeof probeSmtp>>): readonly string[] =>
  report.senders.map(({ outcome }) => outcome.kind);

test('nothing ever goes past RCPT TO', async () => {
  await using server = await startScriptedSmtp(plainServer());
  const report = await probeSmtp(server.port, from('anna@example.com'));
  expect(report.reached).toBe('rcpt');
  expect(server.received[0]).toEqual([
    'EHLO client.example.test',
    'MAIL FROM:<anna@example.com>',
    'RCPT TO:<ben@example.org>',
    'RSET',
    'QUIT',
  ]);
});

test('each sender gets its own verdict, with RSET between them', async () => {
  await using server = await startScriptedSmtp(
    plainServer([/^MAIL FROM:<eve@/, '553 5.7.1 Sender address rejected: not owned by user']),
  );
  const report = await probeSmtp(server.port, from('anna@example.com', 'eve@example.com', 'ben@example.com'));
  expect(kindsOf(report)).toEqual(['accepted', 'refused', 'accepted']);
  expect(report.failure).toMatchObject({ kind: 'reply', stage: 'mail', reply: { code: 553 } });
  expect(report.senders[1]?.recipients[0]?.outcome).toEqual({ kind: 'not-tried', why: 'sender-refused' });
  expect(server.received[0]?.filter((line) => line === 'RSET')).toHaveLength(3);
});

test('each recipient gets its own verdict', async () => {
  await using server = await startScriptedSmtp(
    plainServer([/^RCPT TO:<gone@/, '550 5.1.1 No such user'], [/^RCPT TO:<busy@/, '450 4.2.0 Greylisted']),
  );
  const report = await probeSmtp(server.port, {
    envelopes: [{ sender: 'a@example.com', recipients: ['gone@example.org', 'busy@example.org', 'ben@example.org'] }],
  });
  const outcomes = report.senders[0]?.recipients.map(({ outcome }) => outcome.kind);
  expect(outcomes).toEqual(['refused', 'deferred', 'accepted']);
});

test('251 and 252 accept a recipient', async () => {
  await using server = await startScriptedSmtp(plainServer([/^RCPT/, '252 2.1.5 Cannot verify']));
  expect((await probeSmtp(server.port, from('a@example.com'))).failure).toBeUndefined();
});

test('at most ten senders are tried in one session', async () => {
  const senders = Array.from({ length: 13 }, (_, index) => `sender${index}@example.com`);
  await using server = await startScriptedSmtp(plainServer());
  const report = await probeSmtp(server.port, from(...senders));
  expect(server.received[0]?.filter((line) => line.startsWith('MAIL'))).toHaveLength(10);
  expect(report.senders.slice(10).map(({ outcome }) => outcome)).toEqual(
    Array.from({ length: 3 }, () => ({ kind: 'not-tried', why: 'limit' })),
  );
  expect(report.summary).toMatch(/3 senders not tried/);
});

test('after 421 the rest is not tried', async () => {
  await using server = await startScriptedSmtp(
    plainServer([/^MAIL FROM:<b@/, [say('421 4.7.0 Too many messages'), close]]),
  );
  const report = await probeSmtp(server.port, from('a@example.com', 'b@example.com', 'c@example.com'));
  expect(kindsOf(report)).toEqual(['accepted', 'deferred', 'not-tried']);
});

test('a server that knows no RSET, as msmtpd, is not at fault for hanging up there', async () => {
  await using server = await startScriptedSmtp(
    plainServer([/^RSET$/, [say('500 Expected RCPT TO:<addr> or DATA'), close]]),
  );
  const report = await probeSmtp(server.port, from('a@example.com', 'b@example.com'));
  expect(kindsOf(report)).toEqual(['accepted', 'not-tried']);
  expect(report.failure).toBeUndefined();
});

test('verdicts reached before the server hung up are kept', async () => {
  await using server = await startScriptedSmtp(plainServer([/^MAIL FROM:<b@/, [close]]));
  const report = await probeSmtp(server.port, from('a@example.com', 'b@example.com'));
  expect(kindsOf(report)).toEqual(['accepted', 'not-tried']);
  expect(report.failure).toMatchObject({ kind: 'closed', stage: 'mail' });
});

test('the size is announced where the server knows SIZE', async () => {
  const sized: Partial<SmtpRequest> = {
    envelopes: [{ sender: 'a@example.com', recipients: [], sizeBytes: 26_214_401 }],
  };
  await using server = await startScriptedSmtp(plainServer([/SIZE=26214401$/, '552 5.3.4 Too large']));
  const report = await probeSmtp(server.port, sized);
  expect(report.failure).toMatchObject({ stage: 'mail', reply: { code: 552, enhanced: '5.3.4' } });

  await using other = await startScriptedSmtp(plainServer([/^EHLO/, '250 scripted.example']));
  await probeSmtp(other.port, sized);
  expect(other.received[0]).toContain('MAIL FROM:<a@example.com>');
});

test('the null sender of bounces can be tried', async () => {
  await using server = await startScriptedSmtp(plainServer());
  await probeSmtp(server.port, from(''));
  expect(server.received[0]).toContain('MAIL FROM:<>');
});

test.each(['a@example.com>\r\nDATA', 'a b@example.com', 'nobody', '<a@example.com>', 'a@example.com\r\nRSET'])(
  'the address %j is not put on the wire',
  async (address) => {
    await using server = await startScriptedSmtp(plainServer());
    const report = await probeSmtp(server.port, from(address));
    expect(report.senders[0]?.outcome).toEqual({ kind: 'unsendable', why: 'syntax' });
    expect(server.received[0]).toEqual(['EHLO client.example.test', 'QUIT']);
  },
);

test('a domain in other letters is written in ASCII', async () => {
  await using server = await startScriptedSmtp(plainServer());
  await probeSmtp(server.port, from('anna@müller.example'));
  expect(server.received[0]).toContain('MAIL FROM:<anna@xn--mller-kva.example>');
});

test('a local part in other letters needs SMTPUTF8', async () => {
  await using without = await startScriptedSmtp(plainServer());
  const refused = await probeSmtp(without.port, from('jürgen@example.com'));
  expect(refused.senders[0]?.outcome).toEqual({ kind: 'unsendable', why: 'needs-smtputf8' });

  await using server = await startScriptedSmtp(plainServer([/^EHLO/, '250-scripted.example\r\n250 SMTPUTF8']));
  const report = await probeSmtp(server.port, from('jürgen@example.com'));
  expect(report.senders[0]?.outcome.kind).toBe('accepted');
});

test('a server that says nothing to QUIT does not spoil the result', async () => {
  await using server = await startScriptedSmtp(plainServer([/^QUIT/, [{ do: 'stall' }]]));
  const report = await probeSmtp(server.port, { ...from('a@example.com'), timeoutMs: 300 });
  expect(report.failure).toBeUndefined();
  expect(report.reached).toBe('rcpt');
});

test('the session is evidence with the command that repeats it', async () => {
  await using server = await startScriptedSmtp(plainServer());
  const report = await probeSmtp(server.port, from("o'hara@example.com"));
  const evidence = smtpEvidence(report);
  expect(evidence.asked).toBe(
    `odoo-mail-doctor probe smtp mail.example.test:${server.port} --tls none --from 'o'\\''hara@example.com' --to ben@example.org`,
  );
  expect(evidence.answer).toContain("->  MAIL FROM:<o'hara@example.com>\n<-  250 2.1.0 Ok");
});
