import { describe, expect, test } from 'vitest';
import { createCertificates } from '../../support/certificates.ts';
import { close, reset, say, sendForever, stall, startScriptedSmtp, tell } from '../../support/scripted-smtp.ts';
import { probeSmtp } from './probe.ts';
import { breakAt, breakingPoints, fullRequest } from './sessions.ts';

const { good } = createCertificates(new Date());
const replyingPoints = breakingPoints.filter((point) => point !== 'tls');

describe.each(replyingPoints)('at %s', (point) => {
  test.each([
    ['421 4.7.0 Try again later', 421],
    ['451 4.3.0 Temporary trouble', 451],
    ['550 5.7.1 Not welcome', 550],
  ])('a server that says %s is quoted and left with the stage named', async (line, code) => {
    await using server = await startScriptedSmtp(breakAt(point, [say(line)], good));
    const report = await probeSmtp(server.port, fullRequest);
    expect(report.failure).toMatchObject({ kind: 'reply', stage: point, reply: { code } });
    expect(report.summary).toContain(line);
  });

  test('a reply that never ends is given up', async () => {
    await using server = await startScriptedSmtp(breakAt(point, [sendForever('250-and more\r\n')], good));
    const report = await probeSmtp(server.port, fullRequest);
    expect(report.failure).toMatchObject({ kind: 'protocol', stage: point, problem: { kind: 'reply-too-long' } });
  });
});

describe.each(breakingPoints)('at %s', (point) => {
  test('a server that closes the connection is not said to refuse', async () => {
    await using server = await startScriptedSmtp(breakAt(point, [close], good));
    const report = await probeSmtp(server.port, fullRequest);
    expect(report.failure).toMatchObject({ kind: 'closed', stage: point });
    expect(report.summary).toMatch(/closed the connection during/);
  });

  test('a server that resets the connection ends the session there', async () => {
    await using server = await startScriptedSmtp(breakAt(point, [reset], good));
    const report = await probeSmtp(server.port, fullRequest);
    expect(report.failure).toMatchObject({ kind: 'closed', stage: point });
    expect(report.summary).toMatch(/(?:reset|closed) the connection during/);
  });

  test('a server that falls silent runs into the step limit, not beyond', async () => {
    await using server = await startScriptedSmtp(breakAt(point, [stall], good));
    const report = await probeSmtp(server.port, { ...fullRequest, timeoutMs: 400 });
    expect(report.failure).toMatchObject({ kind: 'timed-out', stage: point });
    expect(report.durationMs).toBeLessThan(5000);
  });

  test('a session that is cancelled leaves no socket', async () => {
    const cancelled = new AbortController();
    const stalled = Promise.withResolvers<void>();
    await using server = await startScriptedSmtp(breakAt(point, [tell(stalled.resolve), stall], good));
    const probing = probeSmtp(server.port, fullRequest, { signal: cancelled.signal });
    await stalled.promise;
    cancelled.abort(new Error('enough'));
    await expect(probing).rejects.toThrow('enough');
    await expect.poll(() => server.openConnections()).toBe(0);
  });
});
