import { expect, onTestFinished, test } from 'vitest';
import { createLoginLimit, mostLogins } from '../../source/agent/login-limit.ts';
import { ProbeError } from '../../source/domain/errors.ts';
import { Secret } from '../../source/domain/secret.ts';
import { createRefusedSecrets } from '../../source/services/smtp/refused-secrets.ts';
import { resolveTarget } from '../../source/target/target.ts';
import { openSmtpProbe } from '../../source/world/open-smtp-probe.ts';
import { captureContext } from '../support/command-context.ts';
import { answer, close, obliging, type Rule, say, startScriptedSmtp } from '../support/scripted-smtp.ts';

const offersPlain: Rule = [/^EHLO /, '250-relay.example\r\n250 AUTH PLAIN'];
const accepts: Rule = [/^AUTH/, '235 2.7.0 Accepted'];

const open = async () => {
  const server = await startScriptedSmtp([
    say('220 relay.example ESMTP'),
    answer(offersPlain, accepts, ...obliging),
    close,
  ]);
  onTestFinished(() => server[Symbol.asyncDispose]());
  const { context } = captureContext({ dsn: 'postgres:///acme' });
  const target = await resolveTarget({ options: context.options, env: {} });
  let time = Date.parse('2026-11-28T08:00:00Z');
  const guard = createLoginLimit(() => new Date(time));
  const probe = guard(await openSmtpProbe(context, target, createRefusedSecrets()));
  const { signal } = new AbortController();
  return {
    ask: (sender: string, secret = 'right') =>
      probe.probe(
        {
          host: '127.0.0.1',
          port: server.port,
          tls: 'none',
          credentials: { kind: 'password', user: 'odoo', secret: new Secret(secret) },
          envelopes: [{ sender, recipients: [] }],
          timeoutMs: 5_000,
          totalTimeoutMs: 5_000,
        },
        { signal },
      ),
    later: (minutes: number) => {
      time += minutes * 60_000;
    },
    logins: () => server.received.flat().filter((line) => line.startsWith('AUTH')).length,
  };
};

test('the same question is answered from memory for a quarter of an hour, however many ask at once', async () => {
  const { ask, later, logins } = await open();
  const reports = await Promise.all([ask('a@acme.example'), ask('a@acme.example'), ask('a@acme.example')]);
  expect(new Set(reports.map(({ at }) => at)).size).toBe(1);
  later(14.9);
  await ask('a@acme.example');
  expect(logins()).toBe(1);
  later(0.2);
  await ask('a@acme.example');
  expect(logins()).toBe(2);
});

test('however the questions differ, one account is logged in to ten times an hour at most, and the refusal says until when', async () => {
  const { ask, later, logins } = await open();
  for (let count = 0; count < mostLogins; count += 1) await ask(`sender-${count}@acme.example`);
  await expect(ask('one-more@acme.example')).rejects.toThrow(ProbeError);
  await expect(ask('one-more@acme.example')).rejects.toThrow('it does not do so again before 09:00 UTC');
  expect(logins()).toBe(mostLogins);
  await ask('sender-0@acme.example');
  expect(logins()).toBe(mostLogins);
  later(60);
  await ask('one-more@acme.example');
  expect(logins()).toBe(mostLogins + 1);
});

test('another secret is another account', async () => {
  const { ask, logins } = await open();
  await ask('a@acme.example');
  await ask('a@acme.example', 'another');
  expect(logins()).toBe(2);
});
