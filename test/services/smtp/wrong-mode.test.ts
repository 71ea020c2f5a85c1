import { expect, test } from 'vitest';
import { createCertificates } from '../../support/certificates.ts';
import {
  answer,
  obliging,
  type Step,
  say,
  stall,
  startScriptedSmtp,
  startTls,
  waitFor,
} from '../../support/scripted-smtp.ts';
import { probeSmtp } from './probe.ts';

const { good } = createCertificates(new Date());
const patient = { timeoutMs: 60_000, totalTimeoutMs: 60_000 };

const tlsPort: readonly Step[] = [startTls(good), say('220 scripted.example'), answer(...obliging)];
const plainPort: readonly Step[] = [say('220 scripted.example ESMTP'), stall];

test.each(['none', 'starttls'] as const)(
  'encryption %s on a port for implicit TLS is told in under 5 s',
  async (tls) => {
    await using server = await startScriptedSmtp(tlsPort);
    const report = await probeSmtp(server.port, { ...patient, tls });
    expect(report.failure).toEqual({ kind: 'tls', stage: 'greeting', problem: { kind: 'port-wants-tls' } });
    expect(report.durationMs).toBeLessThan(5000);
    expect(report.summary).toMatch(/set the encryption to SSL\/TLS/);
  },
);

test('implicit TLS on a plain port is told with the banner', async () => {
  await using server = await startScriptedSmtp(plainPort);
  const report = await probeSmtp(server.port, { ...patient, tls: 'ssl' });
  const problem = { kind: 'port-speaks-plain', banner: '220 scripted.example ESMTP' };
  expect(report.failure).toEqual({ kind: 'tls', stage: 'tls', problem });
  expect(report.durationMs).toBeLessThan(5000);
});

test('implicit TLS on a plain port is told even when the server waits for us to stop talking', async () => {
  // The first connection stays silent, as a server does that takes the TLS hello for an unfinished command.
  await using server = await startScriptedSmtp((connection) => (connection === 0 ? [stall] : plainPort));
  const report = await probeSmtp(server.port, { ...patient, tls: 'ssl' });
  expect(report.failure).toMatchObject({ kind: 'tls', problem: { kind: 'port-speaks-plain' } });
  expect(report.durationMs).toBeLessThan(5000);
});

test('a server that is merely slow to greet is waited for', async () => {
  const secondLook = Promise.withResolvers<void>();
  await using server = await startScriptedSmtp((connection) => {
    if (connection > 0) secondLook.resolve();
    return connection === 0
      ? [waitFor(secondLook.promise), say('220 sorry for the delay'), answer(...obliging)]
      : [say('220 plain')];
  });
  const report = await probeSmtp(server.port, { ...patient, timeoutMs: 30_000 });
  expect(report.failure).toBeUndefined();
  await expect.poll(() => server.openConnections()).toBe(0);
});

test('cancelling during the second look leaves no socket', async () => {
  const cancelled = new AbortController();
  await using server = await startScriptedSmtp((connection) => {
    if (connection > 0) cancelled.abort(new Error('enough'));
    return [stall];
  });
  const probing = probeSmtp(server.port, { timeoutMs: 2000 }, { signal: cancelled.signal });
  await expect(probing).rejects.toThrow('enough');
  await expect.poll(() => server.openConnections()).toBe(0);
});
