import { expect, test } from 'vitest';
import { type ProbeSmtpArguments, runProbeSmtp } from '../../../../source/cli/verbs/probe/probe-smtp.ts';
import { UsageError } from '../../../../source/domain/errors.ts';
import { plainServer } from '../../../services/smtp/sessions.ts';
import { captureContext } from '../../../support/command-context.ts';
import { type Rule, startScriptedSmtp } from '../../../support/scripted-smtp.ts';

const refuseSender: Rule = [/^MAIL/, '550 5.7.60 SMTP; Client does not have permissions to send as this sender'];
const nothing: Omit<ProbeSmtpArguments, 'target'> = { from: [], to: [], helo: 'client.example.test' };

test('status 0 and a line a stage when everything was reached', async () => {
  await using server = await startScriptedSmtp(plainServer());
  const { context, output } = captureContext();
  const args = { ...nothing, target: `127.0.0.1:${server.port}`, from: ['anna@example.com'], to: ['ben@example.org'] };
  expect(await runProbeSmtp(context, args)).toBe(0);
  expect(output().replaceAll(/\(\d+ ms\)/g, '(ms)')).toBe(
    `127.0.0.1:${server.port}, encryption none, as client.example.test

 ✔ resolve    127.0.0.1
 ✔ connect    127.0.0.1: open
 ✔ greeting   220 scripted.example ESMTP (ms)
 ✔ EHLO       250 scripted.example, SIZE 10485760, AUTH PLAIN, ENHANCEDSTATUSCODES (ms)
 ✔ MAIL FROM  <anna@example.com> 250 2.1.0 Ok (ms)
 ✔ RCPT TO    <ben@example.org> 250 2.1.5 Ok (ms)

127.0.0.1:${server.port} accepted 1 sender and 1 recipient (without TLS).
`,
  );
});

test('status 2 when the server refuses, and the exit code of swaks for the stage', async () => {
  await using server = await startScriptedSmtp(plainServer(refuseSender));
  const { context, output } = captureContext({ format: 'json' });
  const args = { ...nothing, target: `127.0.0.1:${server.port}`, from: ['anna@example.com'] };
  expect(await runProbeSmtp(context, args)).toBe(2);
  expect(JSON.parse(output())).toMatchObject({
    schema: 1,
    exitCode: 23,
    host: '127.0.0.1',
    reached: 'ehlo',
    tls: null,
    failure: { kind: 'reply', stage: 'mail', reply: { code: 550, enhanced: '5.7.60' } },
    senders: [{ address: 'anna@example.com', outcome: { kind: 'refused' } }],
  });
});

test('status 3 when nobody answers the connection', async () => {
  const server = await startScriptedSmtp(plainServer());
  await server[Symbol.asyncDispose]();
  const { context, output } = captureContext({ format: 'json' });
  expect(await runProbeSmtp(context, { ...nothing, target: `127.0.0.1:${server.port}` })).toBe(3);
  expect(JSON.parse(output())).toMatchObject({ exitCode: 2, failure: { kind: 'refused', stage: 'connect' } });
});

test('the password comes from standard input without its line end, and is nowhere in the output', async () => {
  await using server = await startScriptedSmtp(plainServer([/^AUTH/, '535 5.7.8 hunter2 is wrong']));
  const { context, output } = captureContext({ format: 'json', verbose: true }, { input: 'hunter2\n' });
  const args = { ...nothing, target: `127.0.0.1:${server.port}`, user: 'anna@example.com', passwordStdin: true };
  expect(await runProbeSmtp(context, args)).toBe(2);
  expect(server.received[0]).toContain(`AUTH PLAIN ${Buffer.from('\0anna@example.com\0hunter2').toString('base64')}`);
  expect(output()).not.toContain('hunter2');
});

test('verbose text ends with the transcript', async () => {
  await using server = await startScriptedSmtp(plainServer(refuseSender));
  const { context, output } = captureContext({ verbose: true, ascii: true });
  await runProbeSmtp(context, { ...nothing, target: `127.0.0.1:${server.port}`, from: ['anna@example.com'] });
  expect(output()).toContain(' x MAIL FROM  <anna@example.com> 550 5.7.60');
  expect(output()).toContain('->  MAIL FROM:<anna@example.com>\n<** 550 5.7.60');
});

test.each<[string, Partial<ProbeSmtpArguments>]>([
  ['a recipient without a sender', { to: ['ben@example.org'] }],
  ['a password without a user', { passwordStdin: true }],
  ['a user without a password', { user: 'anna' }],
  ['a password and a token at once', { user: 'anna', passwordStdin: true, oauthTokenStdin: true }],
  ['more senders than a session may try', { from: Array.from({ length: 11 }, (_, index) => `s${index}@example.com`) }],
  ['something that is not a host', { target: 'smtp://mail.example.com' }],
])('%s is wrong usage', async (_case, args) => {
  const { context } = captureContext();
  await expect(runProbeSmtp(context, { ...nothing, target: '127.0.0.1:1', ...args })).rejects.toThrow(UsageError);
});

test('a format that a probe cannot print is wrong usage', async () => {
  const { context } = captureContext({ format: 'csv' });
  await expect(runProbeSmtp(context, { ...nothing, target: '127.0.0.1:1' })).rejects.toThrow(/text or json/);
});

test('a password that never came is said', async () => {
  const { context } = captureContext({}, { input: '\n' });
  const args = { ...nothing, target: '127.0.0.1:1', user: 'anna', passwordStdin: true };
  await expect(runProbeSmtp(context, args)).rejects.toThrow(/nothing on standard input/);
});

test('being stopped is no fault of ours', async () => {
  await using server = await startScriptedSmtp([{ do: 'stall' }]);
  const { context } = captureContext();
  const stopped = AbortSignal.abort(new Error('stopped by SIGINT'));
  const probing = runProbeSmtp({ ...context, signal: stopped }, { ...nothing, target: `127.0.0.1:${server.port}` });
  await expect(probing).rejects.toThrow('The probe was stopped before it ended.');
});
