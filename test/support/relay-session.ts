import type { Relay } from '../../source/checks/measure/relays.ts';
import type { RelaySession } from '../../source/checks/measure/smtp-sessions.ts';
import type { SmtpReport } from '../../source/domain/probes/smtp-report.ts';
import type { TlsReport } from '../../source/domain/probes/tls-report.ts';

const relay: Relay = {
  subject: 'server:1',
  server: null,
  title: 'Office (mail.example.com:587)',
  host: 'mail.example.com',
  port: 587,
  tls: 'starttls',
  user: null,
  login: { kind: 'none' },
  isLastResort: false,
  mails: 12,
  routes: [],
  isChosen: true,
};

const report: SmtpReport = {
  host: 'mail.example.com',
  port: 587,
  tlsMode: 'starttls',
  heloName: 'odoo.example.com',
  resolution: { kind: 'addresses', addresses: [{ address: '203.0.113.5', family: 4 }] },
  attempts: [{ address: '203.0.113.5', family: 4, outcome: { kind: 'open' }, durationMs: 20 }],
  connectedTo: { address: '203.0.113.5', family: 4 },
  reached: 'rcpt',
  replies: [],
  tls: undefined,
  capabilities: { extended: true, lines: [], startTls: true, auth: [], smtpUtf8: false, sizeLimit: undefined },
  auth: { kind: 'not-asked' },
  senders: [],
  failure: undefined,
  summary: 'What the session itself said.',
  transcript: [],
  at: '2026-11-28T12:00:00.000Z',
  durationMs: 100,
};

/** A server in use and a session with it that went well as far as it was asked to, with what is given instead. */
export const relaySession = (
  given: { readonly relay?: Partial<Relay>; readonly report?: Partial<SmtpReport> } = {},
): RelaySession => ({ relay: { ...relay, ...given.relay }, report: { ...report, ...given.report } });

/** A handshake with a certificate that is in order for `expiresInDays`, with what is given instead. */
export const tlsReport = (given: Partial<TlsReport> = {}, expiresInDays = 60): TlsReport => ({
  protocol: 'TLSv1.3',
  cipher: 'TLS_AES_256_GCM_SHA384',
  verified: true,
  problems: [],
  certificate: {
    subject: 'mail.example.com',
    issuer: 'Example CA',
    names: ['mail.example.com'],
    notBefore: '2026-10-01T00:00:00.000Z',
    notAfter: '2027-01-27T00:00:00.000Z',
    expiresInDays,
    selfSigned: false,
    key: { type: 'ec', bits: 256 },
    fingerprint256: '00',
  },
  chain: ['mail.example.com'],
  handshakeMs: 30,
  ...given,
});
