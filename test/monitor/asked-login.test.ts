import { expect, test } from 'vitest';
import { Secret } from '../../source/domain/secret.ts';
import { type LoginMemory, sparingProbe } from '../../source/monitor/login-memory.ts';
import type { SmtpRequest } from '../../source/services/smtp/smtp-request.ts';
import { probeSmtp } from '../services/smtp/probe.ts';
import { plainServer } from '../services/smtp/sessions.ts';
import { type Rule, startScriptedSmtp } from '../support/scripted-smtp.ts';

const offering: Rule = [/^EHLO /, '250-scripted.example\r\n250 AUTH PLAIN'];
const request: SmtpRequest = {
  host: 'scripted.example',
  port: 587,
  tls: 'none',
  timeoutMs: 5_000,
  totalTimeoutMs: 10_000,
  credentials: { kind: 'password', user: 'anna@example.com', secret: new Secret('correct horse') },
};

const createLogins = (port: number) => {
  let kept: LoginMemory | undefined;
  const file = {
    read: () => Promise.resolve(kept),
    write(next: LoginMemory) {
      kept = next;
      return Promise.resolve();
    },
  };
  const { signal } = new AbortController();
  return {
    probe: async (lastsMs?: number) =>
      await sparingProbe(
        { probe: ({ credentials }) => probeSmtp(port, credentials === undefined ? {} : { credentials }) },
        file,
        () => 0,
        lastsMs,
      ).probe(request, { signal }),
  };
};

const countLogins = (received: readonly (readonly string[])[]): number =>
  received.flat().filter((line) => line.startsWith('AUTH ')).length;

test('who was asked to log in does, and spares it those who come by themselves', async () => {
  await using server = await startScriptedSmtp(plainServer(offering));
  const logins = createLogins(server.port);
  await logins.probe(0);
  await logins.probe(0);
  expect(countLogins(server.received)).toBe(2);
  await logins.probe();
  expect(countLogins(server.received)).toBe(2);
});
