import { describe, expect, test } from 'vitest';
import { presentEncryption } from '../../../source/causes/tls/stored-tls-failures-check.ts';
import { modeFor, warnOf } from '../../../source/causes/tls/switch-mode-remedy.ts';
import type { SmtpFailure, SmtpReport, TlsFailure, TlsMode } from '../../../source/domain/probes/smtp-report.ts';
import { parseMode } from '../../../source/remedies/outgoing-server/encryption-input.ts';
import { replyOf } from '../../support/envelopes.ts';
import { relaySession } from '../../support/relay-session.ts';

const tls = (problem: TlsFailure): SmtpFailure => ({ kind: 'tls', stage: 'tls', problem });

describe('the encryption that a failure asks for', () => {
  test.each<[string, SmtpFailure | undefined, Partial<SmtpReport>, TlsMode | undefined]>([
    ['none, where all went well', undefined, {}, undefined],
    ['none, where nobody was there', { kind: 'refused', stage: 'connect' }, {}, undefined],
    [
      'STARTTLS, where the server said no',
      { kind: 'reply', stage: 'mail', reply: replyOf('mail', '530 5.7.0 Must issue STARTTLS') },
      {},
      'starttls',
    ],
    [
      'STARTTLS, where it offered no login',
      { kind: 'auth', stage: 'auth', outcome: { kind: 'not-offered', startTlsOffered: true } },
      {},
      'starttls',
    ],
    ['STARTTLS, where the port speaks plainly', tls({ kind: 'port-speaks-plain', banner: undefined }), {}, 'starttls'],
    ['SSL/TLS, where it waits for it', tls({ kind: 'port-wants-tls' }), {}, 'ssl'],
    ['none at all, where STARTTLS is not offered', tls({ kind: 'starttls-not-offered' }), { port: 25 }, 'none'],
    ['SSL/TLS, where STARTTLS is not offered on 465', tls({ kind: 'starttls-not-offered' }), { port: 465 }, 'ssl'],
    ['one that looks at no certificate', tls({ kind: 'certificate', problems: [] }), { tlsMode: 'ssl_strict' }, 'ssl'],
    [
      'STARTTLS that looks at no certificate',
      tls({ kind: 'certificate', problems: [] }),
      { tlsMode: 'starttls_strict' },
      'starttls',
    ],
    ['no other, where the handshake fails', tls({ kind: 'handshake', detail: 'alert' }), {}, undefined],
  ])('is %s', (_, failure, given, mode) => {
    expect(modeFor(relaySession({ report: { failure, ...given } }).report)).toBe(mode);
  });

  test('is one of the words that Odoo knows', () => {
    expect(parseMode('starttls_strict')).toBe('starttls_strict');
    expect(() => parseMode('tls')).toThrow("'tls' is no encryption.");
  });
});

describe('before encryption changes', () => {
  const at = (address: string) => ({ connectedTo: { address, family: 4 } }) as const;
  test.each<[string, TlsMode, TlsMode, Pick<SmtpReport, 'connectedTo'>, RegExp | undefined]>([
    ['plain text over the Internet', 'starttls', 'none', at('203.0.113.5'), /the password included/],
    ['plain text in one’s own network', 'starttls', 'none', at('10.0.0.5'), undefined],
    ['plain text to somewhere that is not known', 'starttls', 'none', { connectedTo: undefined }, undefined],
    [
      'certificates that are not looked at any more',
      'starttls_strict',
      'starttls',
      at('203.0.113.5'),
      /no longer looks/,
    ],
    ['certificates that are looked at still', 'ssl_strict', 'starttls_strict', at('203.0.113.5'), undefined],
    ['certificates that never were', 'ssl', 'starttls', at('203.0.113.5'), undefined],
  ])('%s', (_, before, mode, report, words) => {
    const warnings = warnOf({ tls: before }, mode, report);
    if (words === undefined) expect(warnings).toEqual([]);
    else expect(warnings).toEqual([expect.stringMatching(words)]);
  });
});

test.each<[string, Parameters<typeof relaySession>[0], string]>([
  ['agrees on encryption', {}, 'works'],
  ['does not', { report: { failure: tls({ kind: 'handshake', detail: 'alert' }) } }, 'broken'],
  [
    'was not reached',
    { report: { capabilities: undefined, failure: { kind: 'refused', stage: 'connect' } } },
    'unknown',
  ],
  [
    'refuses the login later',
    { report: { failure: { kind: 'reply', stage: 'auth', reply: replyOf('auth', '535 No') } } },
    'works',
  ],
])('of mails that failed over encryption, a server that %s', (_, given, state) => {
  expect(presentEncryption(relaySession(given))).toMatchObject({ subject: 'server:1', state });
});
