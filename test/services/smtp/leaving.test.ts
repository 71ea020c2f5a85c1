import { describe, expect, test } from 'vitest';
import { createCertificates } from '../../support/certificates.ts';
import { obliging, type Rule, say, stall, startScriptedSmtp, tell, waitFor } from '../../support/scripted-smtp.ts';
import { probeSmtp } from './probe.ts';
import { breakAt, breakingPoints, fullRequest, plainServer } from './sessions.ts';

const { good } = createCertificates(new Date());
const talking = breakingPoints.filter((point) => point !== 'greeting' && point !== 'tls');

describe.each(talking)('a session that is stopped at %s', (point) => {
  test('says QUIT once the reply that was due is there, and not before', async () => {
    const cancelled = new AbortController();
    const { promise: quiet, resolve: speak } = Promise.withResolvers<void>();
    const reply = point === 'starttls' ? '454 4.7.0 Not now' : '250 2.0.0 Ok';
    await using server = await startScriptedSmtp(
      breakAt(
        point,
        [
          tell(() => cancelled.abort(new Error('enough'))),
          tell(() => setTimeout(speak, 50)),
          waitFor(quiet),
          say(reply),
        ],
        good,
      ),
    );
    await expect(probeSmtp(server.port, fullRequest, { signal: cancelled.signal })).rejects.toThrow('enough');
    await expect.poll(() => server.received[0]?.at(-1)).toBe('QUIT');
  });

  test('says nothing more where that reply does not come', async () => {
    const cancelled = new AbortController();
    await using server = await startScriptedSmtp(
      breakAt(point, [tell(() => cancelled.abort(new Error('enough'))), stall], good),
    );
    await expect(probeSmtp(server.port, fullRequest, { signal: cancelled.signal })).rejects.toThrow('enough');
    await expect.poll(() => server.openConnections()).toBe(0);
    expect(server.received.flat()).not.toContain('QUIT');
  });
});

test('a reply that comes late ends the session with QUIT all the same', async () => {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const slow: Rule = [/^MAIL FROM:/, [tell(() => setTimeout(resolve, 500)), waitFor(late), say('250 2.1.0 Ok')]];
  await using server = await startScriptedSmtp(plainServer(slow));
  const report = await probeSmtp(server.port, {
    envelopes: [{ sender: 'anna@example.com', recipients: [] }],
    timeoutMs: 200,
  });
  expect(report.failure).toMatchObject({ kind: 'timed-out', stage: 'mail' });
  expect(server.received[0]?.at(-1)).toBe('QUIT');
});

test('a certificate that does not pass is left with QUIT over the encrypted line', async () => {
  await using server = await startScriptedSmtp(breakAt('rcpt', [say('250 Ok')], good));
  const report = await probeSmtp(server.port, { ...fullRequest, tls: 'starttls_strict' });
  expect(report.failure).toMatchObject({ kind: 'tls', problem: { kind: 'certificate' } });
  expect(server.received[0]?.at(-1)).toBe('QUIT');
});

test('a session with a recipient ends with RSET and QUIT, and never says DATA', async () => {
  await using server = await startScriptedSmtp(plainServer(...obliging));
  await probeSmtp(server.port, { envelopes: [{ sender: 'anna@example.com', recipients: ['ben@example.org'] }] });
  expect(server.received[0]?.slice(-3)).toEqual(['RCPT TO:<ben@example.org>', 'RSET', 'QUIT']);
});
