import { describe, expect, test } from 'vitest';
import { judgeCertificate } from '../../../source/causes/tls/certificate-check.ts';
import { judgeEncryption } from '../../../source/causes/tls/handshake-check.ts';
import type { Capabilities, SmtpFailure, TlsFailure } from '../../../source/domain/probes/smtp-report.ts';
import { relaySession, tlsReport } from '../../support/relay-session.ts';

const where = (keys: readonly string[]): string => `Set: ${keys.join(' and ')}.`;

describe('the certificate of a server', () => {
  const expired = tlsReport(
    { verified: false, problems: [{ kind: 'expired', notAfter: '2026-11-01T00:00:00Z' }] },
    -27,
  );
  const facts = { series: 19, whereSet: 'Set there.' } as const;
  const judge = (tls = expired, relay = {}, given: Partial<Parameters<typeof judgeCertificate>[2]> = {}) =>
    judgeCertificate(relaySession({ relay }), tls, { ...facts, ...given });

  test.each([
    ['two months before its end', tlsReport(), 'ok', 'is in order until 2027-01-27.'],
    ['fifteen days before it', tlsReport({}, 15), 'ok', 'is in order'],
    ['two weeks before it, it was forgotten', tlsReport({}, 14), 'warn', 'ends in 14 days, on 2027-01-27.'],
    ['a day before it', tlsReport({}, 1), 'warn', 'ends in 1 day, on'],
    ['on its last day', tlsReport({}, 0), 'warn', 'ends in 0 days, on'],
    ['where its dates were not told', tlsReport({ certificate: undefined }), 'ok', 'is in order.'],
  ])('one that is trusted, %s', (_, tls, status, words) => {
    const found = judge(tls);
    expect(found).toMatchObject({ status, subject: 'server:1', summary: expect.stringContaining(words) });
    expect(found.detail?.includes('its renewal fails') ?? false).toBe(status === 'warn');
  });

  test.each([
    ['Odoo looks at it and chooses the server', { tls: 'starttls_strict' }, 'fail', 'Odoo does not trust'],
    ['Odoo looks at it from the first byte', { tls: 'ssl_strict' }, 'fail', 'Odoo does not trust'],
    ['no mail goes there', { tls: 'ssl_strict', isChosen: false }, 'warn', 'Odoo does not trust'],
    ['Odoo does not look at it', { tls: 'starttls' }, 'warn', 'would not pass a look at it'],
    ['Odoo does not look at it either', { tls: 'ssl' }, 'warn', 'would not pass a look at it'],
  ])('one that has expired, where %s', (_, relay, status, words) => {
    const found = judge(expired, relay);
    expect(found.status).toBe(status);
    expect(found.summary).toContain(words);
    expect(found.summary).toContain('it expired on 2026-11-01.');
  });

  test('what is said of it depends on whether Odoo could look at all', () => {
    expect(judge(expired, { tls: 'ssl_strict' }).detail).toMatch(/Every mail through this server fails.* Set there\.$/);
    expect(judge().detail).toContain('only TLS and SSL with verification look at the certificate');
    expect(judge(expired, {}, { series: 18 }).detail).toContain('Odoo 18 does not look at certificates');
  });
});

describe('the encryption with a server', () => {
  const tlsFailed = (problem: TlsFailure): SmtpFailure => ({ kind: 'tls', stage: 'tls', problem });
  const judge = (failure: SmtpFailure, relay = {}) =>
    judgeEncryption(relaySession({ relay, report: { failure, reached: 'starttls' } }), where);

  test.each<[situation: string, failure: SmtpFailure, owner: string, words: string]>([
    ['the port wants it from the first byte', tlsFailed({ kind: 'port-wants-tls' }), 'odoo', '465 goes with SSL/TLS'],
    [
      'the port begins in the clear',
      tlsFailed({ kind: 'port-speaks-plain', banner: undefined }),
      'odoo',
      '587 and 25 go with TLS (STARTTLS)',
    ],
    ['it is not offered', tlsFailed({ kind: 'starttls-not-offered' }), 'odoo', 'the port was changed without'],
    ['it is too old', tlsFailed({ kind: 'old-protocol', detail: '' }), 'provider', 'must be brought up to date'],
    ['its ciphers are too old', tlsFailed({ kind: 'no-common-cipher', detail: '' }), 'provider', 'up to date'],
    ['its key is too weak', tlsFailed({ kind: 'weak-key', detail: '' }), 'provider', 'up to date'],
    [
      'somebody stands between',
      tlsFailed({ kind: 'injected-plaintext', sample: '' }),
      'odoo',
      'No password was sent. Look who stands between',
    ],
    ['it breaks otherwise', tlsFailed({ kind: 'handshake', detail: '' }), 'odoo', 'in the same way with every mail'],
    ['nothing is said in it', { kind: 'timed-out', stage: 'tls', waitedMs: 9_000 }, 'odoo', 'then nothing is said'],
    ['it is cut', { kind: 'closed', stage: 'tls', reset: true }, 'odoo', 'was cut during the handshake'],
  ])('fails where %s', (_, failure, owner, words) => {
    const found = judge(failure);
    expect(found).toMatchObject({ status: 'fail', owner, summary: 'What the session itself said.' });
    expect(found.detail).toContain(words);
    expect(found.detail).toContain('Set: smtp_ssl and smtp_port.');
    expect(judge(failure, { isChosen: false }).status).toBe('warn');
  });

  test('a server that wants it first is told with what Odoo is set to', () => {
    const reply = {
      stage: 'mail',
      code: 530,
      enhanced: '5.7.0',
      text: '5.7.0 Must issue\nSTARTTLS',
      durationMs: 1,
    } as const;
    const sender = { address: 'a@acme.example', outcome: { kind: 'refused', reply }, recipients: [] } as const;
    const found = judgeEncryption(
      relaySession({
        relay: { tls: 'none' },
        report: { failure: { kind: 'reply', stage: 'mail', reply }, senders: [sender] },
      }),
      where,
    );
    expect(found).toMatchObject({
      status: 'fail',
      summary:
        'Office (mail.example.com:587) wants encryption first, and Odoo is set to none: 530 5.7.0 Must issue STARTTLS',
      detail: expect.stringContaining('Set the encryption to TLS (STARTTLS).'),
    });
  });

  const capabilities: Capabilities = {
    extended: true,
    lines: [],
    startTls: true,
    auth: [],
    smtpUtf8: false,
    sizeLimit: undefined,
  };
  const reply = { stage: 'auth', code: 235, enhanced: undefined, text: 'OK', durationMs: 1 } as const;
  const loggedIn = { auth: { kind: 'accepted', mechanism: 'PLAIN', reply } } as const;

  test.each([
    ['is up to date', { tls: tlsReport() }, 'ok', 'encrypts with TLSv1.3.'],
    ['is as old as is still trusted', { tls: tlsReport({ protocol: 'TLSv1.2' }) }, 'ok', 'encrypts with TLSv1.2.'],
    ['is too old', { tls: tlsReport({ protocol: 'TLSv1.1' }) }, 'warn', 'TLSv1.1, which is too old.'],
    ['is the oldest', { tls: tlsReport({ protocol: 'TLSv1' }) }, 'warn', 'which is too old.'],
    ['is older than TLS', { tls: tlsReport({ protocol: 'SSLv3' }) }, 'warn', 'which is too old.'],
    ['is none, and no password is sent', {}, 'ok', 'is used without encryption; no password is sent.'],
    [
      'is none within one network',
      { ...loggedIn, connectedTo: { address: '10.0.0.5', family: 4 } },
      'ok',
      'the connection stays in its own network.',
    ],
    ['is none, and a password is sent', loggedIn, 'warn', 'travels over the Internet without encryption.'],
    ['was not come to', { capabilities: undefined }, 'unknown', 'The encryption of Office'],
  ] as const)('that comes about, where it %s', (_, report, status, words) => {
    const found = judgeEncryption(relaySession({ report }), where);
    expect(found.status).toBe(status);
    expect(found.summary).toContain(words);
  });

  test('where a password travels in the clear, the way out is one that the server offers', () => {
    const detailOf = (startTls: boolean) =>
      judgeEncryption(relaySession({ report: { ...loggedIn, capabilities: { ...capabilities, startTls } } }), where)
        .detail;
    expect(detailOf(true)).toBe('The server offers TLS (STARTTLS): set the encryption to it. Set: smtp_ssl.');
    expect(detailOf(false)).toMatch(/offers no STARTTLS on this port/);
  });

  test('an untrusted certificate is left to its own check', () => {
    const problems = [{ kind: 'self-signed' }] as const;
    const found = judgeEncryption(
      relaySession({
        report: {
          failure: tlsFailed({ kind: 'certificate', problems }),
          tls: tlsReport({ verified: false, problems }),
        },
      }),
      where,
    );
    expect(found).toMatchObject({ status: 'ok', summary: expect.stringContaining('encrypts with TLSv1.3.') });
  });

  test('a session that ended for another cause leaves it unknown, as a consequence', () => {
    const failure = { kind: 'refused', stage: 'connect' } as const;
    const found = judgeEncryption(relaySession({ report: { failure, capabilities: undefined } }), where);
    expect(found).toMatchObject({ status: 'unknown', consequenceOf: 'firewall' });
  });
});
