import { describe, expect, test } from 'vitest';
import { greetingLimit, mayWaitForTls } from '../../../source/services/smtp/wrong-mode.ts';
import { createCertificates } from '../../support/certificates.ts';
import {
  answer,
  obliging,
  type Step,
  say,
  stall,
  startScriptedSmtp,
  startTls,
  tell,
  waitFor,
} from '../../support/scripted-smtp.ts';
import { probeSmtp } from './probe.ts';

const { good } = createCertificates(new Date());
/** A tenth of what a run has: a greeting may take 1 s of it, as it may take 10 s of the real one. */
const hurried = { timeoutMs: 1_000, totalTimeoutMs: 1_500 };

const tlsPort: readonly Step[] = [startTls(good), say('220 scripted.example'), answer(...obliging)];
const plainPort: readonly Step[] = [say('220 scripted.example ESMTP'), answer(...obliging)];

describe('a port for implicit TLS that is spoken to plainly', () => {
  test.each(['none', 'starttls'] as const)(
    'is told from its silence, with encryption %s, on a second connection that is left with QUIT',
    async (tls) => {
      await using server = await startScriptedSmtp((connection) => (connection === 0 ? [stall] : tlsPort));
      const report = await probeSmtp(server.port, { ...hurried, tls });
      expect(report.failure).toEqual({ kind: 'tls', stage: 'greeting', problem: { kind: 'port-wants-tls' } });
      expect(report.summary).toMatch(/set the encryption to SSL\/TLS/);
      expect(server.received).toEqual([[], ['QUIT']]);
    },
  );

  test('is asked only after the first connection has ended', async () => {
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    await using server = await startScriptedSmtp((connection) =>
      connection === 0 ? [stall, tell(resolve)] : [waitFor(ended), ...tlsPort],
    );
    expect((await probeSmtp(server.port, hurried)).failure?.kind).toBe('tls');
  });

  test.each([25, 587, 2525])('is not guessed at port %i, where a hello could come before a late greeting', (port) => {
    expect(mayWaitForTls(port)).toBe(false);
  });

  test.each([
    [465, 2_000],
    [587, 25_000],
    [10_025, 25_000],
  ])('port %i may keep silent for %i ms', (port, ms) => {
    expect(greetingLimit(port, 25_000)).toBe(ms);
  });
});

describe('a plain port that is spoken to in TLS', () => {
  const problem = { kind: 'port-speaks-plain', banner: '220 scripted.example ESMTP' };

  test('is told with the banner, which is answered with QUIT', async () => {
    await using server = await startScriptedSmtp(plainPort);
    const report = await probeSmtp(server.port, { ...hurried, tls: 'ssl' });
    expect(report.failure).toEqual({ kind: 'tls', stage: 'tls', problem });
    expect(server.received.at(-1)).toEqual(['QUIT']);
  });

  test('is told even when the server waits for us to stop talking', async () => {
    // The first connection stays silent, as a server does that takes the TLS hello for an unfinished command.
    await using server = await startScriptedSmtp((connection) => (connection === 0 ? [stall] : plainPort));
    const report = await probeSmtp(server.port, { ...hurried, tls: 'ssl' });
    expect(report.failure).toMatchObject({ kind: 'tls', problem });
  });
});

test('a server that is merely slow to greet is waited for longer than for another step, and hears nothing before', async () => {
  const { promise: enough, resolve } = Promise.withResolvers<void>();
  await using server = await startScriptedSmtp([
    waitFor(enough),
    tell(() => expect(server.received).toEqual([[]])),
    say('220 sorry for the delay'),
    answer(...obliging),
  ]);
  const probing = probeSmtp(server.port, { timeoutMs: 200, totalTimeoutMs: 60_000 });
  setTimeout(resolve, 600);
  const report = await probing;
  expect(report.failure).toBeUndefined();
  expect(server.received).toEqual([['EHLO client.example.test', 'QUIT']]);
});

test('cancelling during the second look leaves no socket', async () => {
  const cancelled = new AbortController();
  await using server = await startScriptedSmtp((connection) => {
    if (connection > 0) cancelled.abort(new Error('enough'));
    return [stall];
  });
  const probing = probeSmtp(server.port, hurried, { signal: cancelled.signal });
  await expect(probing).rejects.toThrow('enough');
  await expect.poll(() => server.openConnections()).toBe(0);
});
