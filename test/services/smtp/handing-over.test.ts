import { expect, test } from 'vitest';
import type { DeliveryOutcome } from '../../../source/domain/probes/smtp-report.ts';
import { connectTo } from '../../../source/services/ports/connect-port.ts';
import { createRefusedSecrets } from '../../../source/services/smtp/refused-secrets.ts';
import type { ReportedSession } from '../../../source/services/smtp/report-session.ts';
import type { SmtpRequest } from '../../../source/services/smtp/smtp-request.ts';
import { createSmtpSender } from '../../../source/services/smtp/smtp-sender.ts';
import { trustSystem } from '../../../source/services/smtp/tls/trust.ts';
import { certificateHost } from '../../support/certificates.ts';
import { greeting, messagesIn, messageTaking } from '../../support/message-taking.ts';
import { answer, close, reset, type Step, say, stall, startScriptedSmtp, tell } from '../../support/scripted-smtp.ts';
import { loopback, resolveTo } from './probe.ts';

interface Sending {
  readonly request?: Partial<SmtpRequest>;
  readonly message?: string;
  readonly signal?: AbortSignal;
}

const send = async (port: number, { request = {}, message = 'Subject: x\r\n\r\nHello\r\n', signal }: Sending = {}) =>
  await createSmtpSender({
    network: { resolve: resolveTo(loopback), connect: connectTo },
    trust: trustSystem(),
    refusedSecrets: createRefusedSecrets(),
    findHeloName: () => Promise.resolve('client.example.test'),
    now: () => new Date(),
  }).send(
    { host: certificateHost, port, tls: 'none', timeoutMs: 5_000, totalTimeoutMs: 10_000, ...request },
    { envelope: { sender: 'a@acme.example', recipients: ['b@one.example'] }, message: Buffer.from(message) },
    { signal: signal ?? new AbortController().signal },
  );

const sendTo = async (
  script: readonly Step[],
  sending: Sending = {},
): Promise<ReportedSession & { readonly received: readonly (readonly string[])[] }> => {
  await using server = await startScriptedSmtp(script);
  const reported = await send(server.port, sending);
  return { ...reported, received: server.received };
};

const taking = (last: Parameters<typeof messageTaking>[0], ...before: Parameters<typeof messageTaking>[1] & object) => [
  greeting,
  answer(...messageTaking(last, before)),
];

test('one message goes over one connection, and the last word of the server is told', async () => {
  const { delivery, report, received } = await sendTo(taking('250 2.0.0 Ok: queued as 4F2A91'));
  expect(delivery).toMatchObject({ kind: 'accepted', reply: { code: 250, text: '2.0.0 Ok: queued as 4F2A91' } });
  expect(report).toMatchObject({ reached: 'data', failure: undefined });
  expect(received).toHaveLength(1);
  expect(received.flatMap(messagesIn)).toEqual(['Subject: x\n\nHello\n']);
  expect(received[0]?.at(-1)).toBe('QUIT');
});

test('a line that begins with a dot arrives with one more, and a message without a last line end gets one', async () => {
  const { received } = await sendTo(taking('250 Ok'), { message: '.first\n..second\nlast' });
  expect(received.flatMap(messagesIn)).toEqual(['..first\n...second\nlast\n']);
});

test.each([
  ['closed', [close]],
  ['closed', [reset]],
  ['timed-out', [stall]],
  ['not-smtp', [say('this is no reply')]],
] satisfies [string, Step[]][])('a message whose answer never comes may have been taken: %s', async (why, last) => {
  const { delivery, received } = await sendTo(taking(last), { request: { timeoutMs: 100 } });
  expect(delivery).toEqual({ kind: 'unanswered', why });
  expect(received.flatMap(messagesIn)).toHaveLength(1);
});

test('who stops while the answer is waited for is told that it may have been taken', async () => {
  const stop = new AbortController();
  const { delivery } = await sendTo(taking([tell(() => stop.abort(new Error('Ctrl+C'))), stall]), {
    signal: stop.signal,
  });
  expect(delivery).toEqual({ kind: 'unanswered', why: 'stopped' });
});

test.each([
  ['refused', '554 5.7.1 Spam'],
  ['deferred', '451 4.3.0 Try later'],
] satisfies [DeliveryOutcome['kind'], string][])('%s is an answer: it was not taken', async (kind, last) => {
  const { delivery, report } = await sendTo(taking(last));
  expect(delivery).toMatchObject({ kind, reply: { code: Number(last.slice(0, 3)) } });
  expect(report.failure).toMatchObject({ kind: 'reply', stage: 'data' });
});

test.each([
  ['MAIL FROM', /^MAIL FROM:/, '550 5.7.1 Not you'],
  ['RCPT TO', /^RCPT TO:/, '550 5.1.1 No such user'],
  ['DATA', /^DATA$/, '554 5.5.1 No'],
  ['DATA, with a word that asks for nothing', /^DATA$/, '250 Ok'],
] satisfies [string, RegExp, string][])('nothing is sent where the server refuses %s', async (_what, line, reply) => {
  const { delivery, received, report } = await sendTo(taking('250 Ok', [line, reply]));
  expect(delivery).toEqual({ kind: 'not-sent' });
  expect(report.failure).toBeDefined();
  expect(received.flat()).not.toContain('Hello');
});

test('nothing is sent where the connection breaks before the server waits for the message', async () => {
  const { delivery, received } = await sendTo(taking('250 Ok', [/^DATA$/, [close]]));
  expect(delivery).toEqual({ kind: 'not-sent' });
  expect(received).toHaveLength(1);
});

test('a server that greets late is waited for, and not spoken to before', async () => {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, 300);
  const script: readonly Step[] = [{ do: 'wait', until: late.promise }, ...taking('250 Ok: queued as A1')];
  const { delivery } = await sendTo(script, { request: { timeoutMs: 150 } });
  clearTimeout(timer);
  expect(delivery.kind).toBe('accepted');
});
