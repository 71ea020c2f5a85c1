import { describe, expect, it } from 'vitest';
import {
  type AuthOutcome,
  type SmtpFailure,
  type SmtpReply,
  type SmtpStage,
  smtpStages,
  type TlsFailure,
} from '../../../source/domain/probes/smtp-report.ts';
import type { CertificateProblem } from '../../../source/domain/probes/tls-report.ts';
import { meaningOf } from '../../../source/domain/replies/classes/index.ts';
import { judgeReply, judgeSession } from '../../../source/domain/replies/judge-session.ts';

const host = 'mail.example.com';
const judge = (failure: SmtpFailure): string => {
  const { class: failureClass, cause } = judgeSession(failure, { host });
  return `${failureClass} ${cause}`;
};

const reply = (stage: SmtpStage, code: number, text: string): SmtpReply => ({
  stage,
  code,
  enhanced: /^[245]\.\d+\.\d+/.exec(text)?.[0],
  text,
  durationMs: 1,
});
const replied = (stage: SmtpStage, code: number, text: string): SmtpFailure => ({
  kind: 'reply',
  stage,
  reply: reply(stage, code, text),
});

/** What a failure of that kind means at each step, in the order of the steps. */
const everyStage: Readonly<Record<string, readonly [(stage: SmtpStage) => SmtpFailure, readonly string[]]>> = {
  'silence for too long': [
    (stage) => ({ kind: 'timed-out', stage, waitedMs: 10_000 }),
    [
      'net.dns_temporary firewall',
      'net.timeout firewall',
      'conn.silent firewall',
      'conn.stalled rate-limit',
      'tls.handshake_cut tls',
      'tls.handshake_cut tls',
      'conn.stalled rate-limit',
      'conn.stalled rate-limit',
      'conn.stalled rate-limit',
      'conn.stalled rate-limit',
      'conn.stalled rate-limit',
      'conn.stalled rate-limit',
      'conn.stalled rate-limit',
    ],
  ],
  'an orderly end': [
    (stage) => ({ kind: 'closed', stage, reset: false }),
    smtpStages.map((stage) =>
      stage === 'starttls' || stage === 'tls' ? 'tls.handshake_cut tls' : 'conn.closed firewall',
    ),
  ],
  'a reset': [
    (stage) => ({ kind: 'closed', stage, reset: true }),
    smtpStages.map((stage) =>
      stage === 'starttls' || stage === 'tls' ? 'tls.handshake_cut tls' : 'net.reset firewall',
    ),
  ],
  'words that are not SMTP': [
    (stage) => ({ kind: 'protocol', stage, problem: { kind: 'not-smtp', sample: 'HTTP/1.1 400' } }),
    smtpStages.map(() => 'conn.not_smtp tls'),
  ],
  'a reply without end': [
    (stage) => ({ kind: 'protocol', stage, problem: { kind: 'reply-too-long' } }),
    smtpStages.map(() => 'conn.not_smtp tls'),
  ],
  'a line without end': [
    (stage) => ({ kind: 'protocol', stage, problem: { kind: 'line-too-long' } }),
    smtpStages.map(() => 'conn.not_smtp tls'),
  ],
  'challenges without end': [
    (stage) => ({ kind: 'protocol', stage, problem: { kind: 'endless-challenges' } }),
    smtpStages.map(() => 'auth.mechanism credentials'),
  ],
  'a permanent no in unknown words': [
    (stage) => replied(stage, 550, 'xyz'),
    [
      'unknown firewall',
      'unknown firewall',
      'rep.blocklist dns',
      'policy.helo firewall',
      'unknown tls',
      'unknown tls',
      'policy.helo firewall',
      'unknown credentials',
      'sender.not_allowed sender',
      'rcpt.unknown recipients',
      // A diagnosis never comes as far as the message itself: only the class of this one is read.
      'unknown firewall',
      'sender.not_allowed sender',
      'unknown firewall',
    ],
  ],
  'a temporary no in unknown words': [
    (stage) => replied(stage, 499, 'xyz'),
    smtpStages.map((stage) => {
      if (stage === 'auth') return 'unknown credentials';
      return stage === 'starttls' || stage === 'tls' ? 'unknown tls' : 'unknown rate-limit';
    }),
  ],
  'a no that asks for a login': [
    (stage) => replied(stage, 530, '5.7.0 Authentication required'),
    smtpStages.map(() => 'auth.required credentials'),
  ],
};

const oneStage: readonly (readonly [string, SmtpFailure, string])[] = [
  ['a name that does not exist', { kind: 'dns-nxdomain', stage: 'resolve', detail: '' }, 'net.dns_not_found firewall'],
  ['a name without an address', { kind: 'dns-nodata', stage: 'resolve', detail: '' }, 'net.dns_not_found firewall'],
  ['a DNS server that fails', { kind: 'dns-servfail', stage: 'resolve', detail: '' }, 'net.dns_temporary firewall'],
  ['a DNS server that is silent', { kind: 'dns-timeout', stage: 'resolve', detail: '' }, 'net.dns_temporary firewall'],
  ['a DNS server that refuses', { kind: 'dns-refused', stage: 'resolve', detail: '' }, 'net.dns_temporary firewall'],
  ['a port nobody listens on', { kind: 'refused', stage: 'connect' }, 'net.refused firewall'],
  ['an address nobody reaches', { kind: 'unreachable', stage: 'connect' }, 'net.unreachable firewall'],
  ['a sender that cannot be written', { kind: 'unsendable', stage: 'mail', address: '' }, 'sender.bad_address sender'],
  ['a recipient that cannot be written', { kind: 'unsendable', stage: 'rcpt', address: '' }, 'rcpt.syntax recipients'],
];

const tls = (problem: TlsFailure): SmtpFailure => ({ kind: 'tls', stage: 'tls', problem });
const certificate = (...problems: readonly CertificateProblem[]): SmtpFailure => tls({ kind: 'certificate', problems });
const expired = { kind: 'expired', notAfter: '2026-01-01T00:00:00Z' } as const;
const wrongName = { kind: 'wrong-name', host, names: [] } as const;
const weakKey = { kind: 'weak-key', key: { type: 'rsa', bits: 512 } } as const;

const tlsFailures: readonly (readonly [string, SmtpFailure, string])[] = [
  ['no STARTTLS', tls({ kind: 'starttls-not-offered' }), 'tls.starttls_not_offered tls'],
  ['plain text slipped in', tls({ kind: 'injected-plaintext', sample: '' }), 'tls.handshake_cut tls'],
  ['a port that wants TLS', tls({ kind: 'port-wants-tls' }), 'tls.wrong_mode tls'],
  ['a port that speaks plainly', tls({ kind: 'port-speaks-plain', banner: undefined }), 'tls.wrong_mode tls'],
  ['an old protocol', tls({ kind: 'old-protocol', detail: '' }), 'tls.protocol_version tls'],
  ['no common cipher', tls({ kind: 'no-common-cipher', detail: '' }), 'tls.cipher tls'],
  ['a weak key', tls({ kind: 'weak-key', detail: '' }), 'tls.cipher tls'],
  ['a failed handshake', tls({ kind: 'handshake', detail: '' }), 'tls.handshake_cut tls'],
  ['an expired certificate for another name', certificate(wrongName, expired), 'tls.cert_expired tls'],
  ['a certificate of tomorrow', certificate({ kind: 'not-yet-valid', notBefore: '' }), 'tls.cert_expired tls'],
  ['a certificate for another name', certificate({ kind: 'self-signed' }, wrongName), 'tls.cert_hostname tls'],
  ['a self-signed certificate', certificate({ kind: 'self-signed' }, weakKey), 'tls.cert_untrusted tls'],
  ['a certificate with a weak key', certificate(weakKey), 'tls.cipher tls'],
  ['an unknown issuer', certificate({ kind: 'untrusted-issuer', issuer: '' }), 'tls.cert_untrusted tls'],
  ['a chain with a gap', certificate({ kind: 'incomplete-chain', issuer: '' }), 'tls.cert_untrusted tls'],
  ['another problem', certificate({ kind: 'other', code: '' }), 'tls.cert_untrusted tls'],
];

const login = (outcome: AuthOutcome): SmtpFailure => ({ kind: 'auth', stage: 'auth', outcome });

const logins: readonly (readonly [string, SmtpFailure, string])[] = [
  ['none offered', login({ kind: 'not-offered', startTlsOffered: true }), 'auth.not_offered credentials'],
  ['none in common', login({ kind: 'no-common-mechanism', offered: [] }), 'auth.mechanism credentials'],
  [
    'one refused before',
    login({ kind: 'not-tried', refusedAt: '', reply: reply('auth', 535, '5.7.8 Bad credentials') }),
    'auth.bad_credentials credentials',
  ],
  ['one that cannot be sent', login({ kind: 'not-ascii' }), 'auth.bad_credentials credentials'],
];

describe('what ended a live session', () => {
  it.each(Object.entries(everyStage))('%s has one class and one cause at every step', (_what, [at, meant]) => {
    expect(smtpStages.map((stage) => judge(at(stage)))).toEqual(meant);
  });

  it.each([...oneStage, ...tlsFailures, ...logins])('%s has one class and one cause', (_what, failure, meant) => {
    expect(judge(failure)).toBe(meant);
  });

  it.each([
    [421, '4.4.2 Error: timeout exceeded', 'rate-limit'],
    [451, '4.4.0 Relay unavailable', 'rate-limit'],
    [451, '4.3.0 Temporary failure', 'rate-limit'],
    [450, '4.1.8 <a@example.com>: Sender address rejected: Domain not found', 'dns'],
    [553, '5.7.1 Sender address rejected: not owned by user', 'sender'],
  ])('a %i to MAIL FROM that says "%s" is about %s', (code, text, cause) => {
    expect(judgeSession(replied('mail', code, text), { host }).cause).toBe(cause);
  });

  it('carries what its class says, in the words for the server that was asked', () => {
    const said = judgeSession(
      login({ kind: 'not-tried', refusedAt: '', reply: reply('auth', 535, '5.7.8 Bad credentials') }),
      {
        host: 'smtp.gmail.com',
      },
    );
    const { owner, retry, adviceFrom } = meaningOf('auth.bad_credentials');
    expect(said).toMatchObject({ owner, retry, advice: adviceFrom?.google });
  });

  it('is the reply where one ended it', () => {
    const said = reply('auth', 535, '5.7.8 Username and Password not accepted');
    const { class: failureClass, owner, retry, advice } = judgeReply(said, { host });
    expect(judgeSession({ kind: 'reply', stage: 'auth', reply: said }, { host })).toMatchObject({
      class: failureClass,
      owner,
      retry,
      advice,
    });
  });
});
