import { describe, expect, test } from 'vitest';
import { describeCertificateProblems } from '../../../source/domain/probes/tls-report.ts';
import { Secret } from '../../../source/domain/secret.ts';
import { type Certificates, createCertificates } from '../../support/certificates.ts';
import { answer, obliging, type Step, say, startScriptedSmtp, startTls } from '../../support/scripted-smtp.ts';
import { probeSmtp } from './probe.ts';
import { breakAt, fullRequest } from './sessions.ts';

const now = new Date();
const certificates = createCertificates(now);
const authorities = [certificates.authority];
const weakCiphers = { ciphers: 'DEFAULT@SECLEVEL=0' };

const implicitTls = (kind: Exclude<keyof Certificates, 'authority'>): readonly Step[] => [
  startTls(certificates[kind], weakCiphers),
  say('220 scripted.example ESMTP'),
  answer(...obliging),
];

const flaws = [
  ['expired', 'expired', /expired on \d{4}-\d\d-\d\d/],
  ['notYetValid', 'not-yet-valid', /valid only from/],
  ['selfSigned', 'self-signed', /self-signed/],
  ['wrongName', 'wrong-name', /for other\.example\.test, not for mail\.example\.test/],
  ['weakKey', 'weak-key', /weak \(RSA, 1024 bits\)/],
  ['incompleteChain', 'incomplete-chain', /does not send the certificate of its issuer 'Test Intermediate'/],
  ['unknownAuthority', 'untrusted-issuer', /'Unknown Root' is not trusted/],
] as const;

describe.each(flaws)('a certificate that is %s', (flaw, kind, words) => {
  test('does not keep Odoo 14 to 18 from sending, and is reported', async () => {
    await using server = await startScriptedSmtp(implicitTls(flaw));
    const report = await probeSmtp(server.port, { ...fullRequest, tls: 'ssl' }, { authorities });
    expect(report.failure).toBeUndefined();
    expect(report.tls?.problems.map((problem) => problem.kind)).toEqual([kind]);
    expect(describeCertificateProblems(report.tls?.problems ?? [])).toMatch(words);
    expect(report.summary).toMatch(words);
  });

  test('ends the session in strict mode, and only QUIT is said', async () => {
    await using server = await startScriptedSmtp(implicitTls(flaw));
    const report = await probeSmtp(server.port, { ...fullRequest, tls: 'ssl_strict' }, { authorities });
    expect(report.failure).toMatchObject({ kind: 'tls', stage: 'tls', problem: { kind: 'certificate' } });
    expect(report.tls?.verified).toBe(false);
    expect(server.received.flat()).toEqual(['QUIT']);
  });
});

test('a good certificate is verified and described', async () => {
  await using server = await startScriptedSmtp(implicitTls('good'));
  const report = await probeSmtp(server.port, { ...fullRequest, tls: 'ssl_strict' }, { authorities });
  expect(report.failure).toBeUndefined();
  expect(report.tls).toMatchObject({
    protocol: 'TLSv1.3',
    verified: true,
    problems: [],
    chain: ['mail.example.test', 'Test Intermediate'],
    certificate: { subject: 'mail.example.test', issuer: 'Test Intermediate', key: { type: 'rsa', bits: 2048 } },
  });
});

test('the days until a certificate expires are counted', async () => {
  await using server = await startScriptedSmtp(implicitTls('expiringSoon'));
  const report = await probeSmtp(server.port, { tls: 'ssl' }, { authorities, now: () => now });
  expect(report.tls).toMatchObject({ verified: true, certificate: { expiresInDays: 4 } });
});

test('a certificate is judged by the host that Odoo was told, address or name', async () => {
  await using server = await startScriptedSmtp(implicitTls('good'));
  const report = await probeSmtp(server.port, { tls: 'ssl', host: '127.0.0.1' }, { authorities });
  expect(report.tls?.problems).toEqual([{ kind: 'wrong-name', host: '127.0.0.1', names: ['mail.example.test'] }]);
});

test('strict mode after STARTTLS sends no login, and nothing else but QUIT', async () => {
  await using server = await startScriptedSmtp(breakAt('rcpt', [say('250 ok')], certificates.selfSigned));
  const report = await probeSmtp(server.port, { ...fullRequest, tls: 'starttls_strict' }, { authorities });
  expect(report.failure).toMatchObject({ kind: 'tls', problem: { kind: 'certificate' } });
  expect(server.received.flat()).toEqual(['EHLO client.example.test', 'STARTTLS', 'QUIT']);
});

test('a server without STARTTLS is left before the login', async () => {
  await using server = await startScriptedSmtp([say('220 scripted.example'), answer(...obliging)]);
  const report = await probeSmtp(server.port, fullRequest);
  expect(report.failure).toMatchObject({ kind: 'tls', stage: 'starttls', problem: { kind: 'starttls-not-offered' } });
  expect(server.received.flat()).toEqual(['EHLO client.example.test', 'QUIT']);
});

test('a server that speaks only TLS 1.1 is told by its age', async () => {
  const old = { ...weakCiphers, minVersion: 'TLSv1', maxVersion: 'TLSv1.1' } as const;
  await using server = await startScriptedSmtp([startTls(certificates.good, old)]);
  const report = await probeSmtp(server.port, { tls: 'ssl' });
  expect(report.failure).toMatchObject({ kind: 'tls', stage: 'tls', problem: { kind: 'old-protocol' } });
});

test('plain text behind the go-ahead for STARTTLS is refused', async () => {
  await using server = await startScriptedSmtp(
    breakAt('starttls', [say('220 2.0.0 Ready', '250-evil.example', '250 AUTH PLAIN')], certificates.good),
  );
  const report = await probeSmtp(server.port, fullRequest);
  expect(report.failure).toMatchObject({ kind: 'tls', problem: { kind: 'injected-plaintext' } });
  expect(report.summary).toMatch(/tampering/);
  expect(server.received.flat().join('\n')).not.toMatch(/AUTH|MAIL/);
});

test('plain text instead of the TLS handshake is refused', async () => {
  await using server = await startScriptedSmtp(breakAt('tls', [say('250 let us go on plainly')], certificates.good));
  const report = await probeSmtp(server.port, fullRequest);
  expect(report.failure).toMatchObject({ kind: 'tls', problem: { kind: 'injected-plaintext' } });
});

test('a certificate of our own is shown to a server that asks, as Odoo 15 and later can', async () => {
  const { cert: certificate, key } = certificates.good;
  await using server = await startScriptedSmtp(implicitTls('good'));
  await probeSmtp(server.port, { tls: 'ssl', clientCertificate: { certificate, key: new Secret(key) } });
  expect(server.received[0]?.[0]).toBe('client certificate CN=mail.example.test');
});

test('a certificate of our own that cannot be read is a failure in words', async () => {
  await using server = await startScriptedSmtp(implicitTls('good'));
  const clientCertificate = { certificate: 'no PEM', key: new Secret('no PEM either') };
  const report = await probeSmtp(server.port, { tls: 'ssl', clientCertificate });
  expect(report.failure).toMatchObject({ kind: 'tls', stage: 'tls', problem: { kind: 'handshake' } });
  expect(report.summary).toMatch(/cannot be read/);
});
