import { expect, test } from 'vitest';
import type { Status } from '../../source/domain/finding/status.ts';
import type { CauseReport } from '../../source/domain/finding/verdict.ts';
import type { SmtpReply, SmtpReport } from '../../source/domain/probes/smtp-report.ts';
import { measureExamination } from '../../source/monitor/measure-examination.ts';
import { found as stamped } from '../support/found.ts';
import { relaySession, tlsReport } from '../support/relay-session.ts';

type Given = Pick<Parameters<typeof stamped>[0], 'check' | 'status' | 'explains' | 'consequenceOf'>;

const reportOf = (findings: readonly Given[], given: Partial<CauseReport> = {}): CauseReport => ({
  id: 'dns',
  title: '',
  question: '',
  status: 'ok',
  findings: findings.map((each) => stamped({ summary: 'words', ...each })),
  explains: 0,
  durationMs: 0,
  ...given,
});

const found = (check: string, ...statuses: readonly Status[]) =>
  measureExamination([reportOf(statuses.map((status) => ({ check, status })))], []);

test.each<[readonly Status[], number | undefined]>([
  [['ok'], 0],
  [['ok', 'skipped'], 0],
  [['ok', 'warn'], 1],
  [['warn', 'fail', 'ok'], 2],
  [['warn', 'unknown'], 1],
  [['ok', 'unknown'], undefined],
  [['unknown'], undefined],
  [[], undefined],
])('a record is as bad as its worst answer, and not known without all of them: %j', (statuses, severity) => {
  expect(found('dns.spf', ...statuses).records.spf).toBe(severity);
});

test.each([
  ['dns.spf-relay', 'spf'],
  ['dns.dkim', 'dkim'],
  ['dns.dmarc', 'dmarc'],
  ['dns.ptr', 'ptr'],
  ['dns.bounce-mx', 'mx'],
] as const)('%s tells of %s and of no other record', (check, kind) => {
  expect(found(check, 'fail').records).toEqual({ [kind]: 2 });
});

test.each([
  ['dns.blocklists', 'blocklisted'],
  ['dns.address-blocklists', 'blocklisted'],
  ['dns.own-server', 'blocklisted'],
  ['beyond.relay', 'relayDeferring'],
] as const)('%s tells whether mail is %s', (check, measure) => {
  expect(found(check, 'ok')[measure]).toBe(false);
  expect(found(check, 'warn')[measure]).toBe(true);
  expect(found(check, 'fail')[measure]).toBe(true);
  expect(found(check, 'unknown')[measure]).toBeNull();
  expect(found('another.check', 'fail')[measure]).toBeNull();
});

test('what follows from another cause is not known', () => {
  const check = 'dns.spf';
  const given = [
    reportOf([{ check, status: 'fail', consequenceOf: 'firewall' }], { status: 'fail', consequenceOf: 'firewall' }),
  ];
  expect(measureExamination(given, [])).toMatchObject({ records: {}, causes: {} });
});

test.each<[Status, number | undefined]>([
  ['ok', 0],
  ['skipped', 0],
  ['warn', 1],
  ['fail', 2],
  ['unknown', undefined],
])('a cause that is %s counts as %s', (status, severity) => {
  expect(measureExamination([reportOf([], { status })], []).causes.dns).toBe(severity);
});

test('failures without a cause are counted, none is zero, and not known is not zero', () => {
  const check = 'unexplained.failures';
  const count = (...given: readonly Omit<Given, 'check'>[]) =>
    measureExamination([reportOf(given.map((each) => ({ ...each, check })))], []).unexplained;
  expect(count({ status: 'warn', explains: 30 })).toBe(30);
  expect(count({ status: 'ok' })).toBe(0);
  expect(count({ status: 'unknown' })).toBeNull();
  expect(count()).toBeNull();
});

const reply: SmtpReply = { stage: 'auth', code: 535, enhanced: undefined, text: '', durationMs: 1 };

const nothing: Partial<SmtpReport> = {
  resolution: undefined,
  attempts: [],
  auth: { kind: 'not-asked' },
  tls: undefined,
};
const unknown = { reachable: null, connectMs: null, loginAccepted: null, certificateEndsAt: null };
const silent = { address: '192.0.2.1', family: 4, outcome: { kind: 'timed-out' }, durationMs: 2_000 } as const;
const open = { address: '192.0.2.2', family: 4, outcome: { kind: 'open' }, durationMs: 12 } as const;

test.each<[string, Partial<SmtpReport>, object]>([
  ['nothing was tried', {}, unknown],
  ['one address answered', { attempts: [silent, open] }, { ...unknown, reachable: true, connectMs: 12 }],
  ['no address answered', { attempts: [silent] }, { ...unknown, reachable: false }],
  [
    'there is no such name',
    { resolution: { kind: 'failed', reason: 'nxdomain', detail: '' } },
    { ...unknown, reachable: false },
  ],
  [
    'the name has no address',
    { resolution: { kind: 'failed', reason: 'nodata', detail: '' } },
    { ...unknown, reachable: false },
  ],
  ['the DNS server failed', { resolution: { kind: 'failed', reason: 'servfail', detail: '' } }, unknown],
  [
    'the login was taken',
    { auth: { kind: 'accepted', mechanism: 'PLAIN', reply } },
    { ...unknown, loginAccepted: true },
  ],
  [
    'it was refused',
    { auth: { kind: 'refused', mechanism: 'PLAIN', reply, oauth: undefined } },
    { ...unknown, loginAccepted: false },
  ],
  [
    'it was refused before',
    { auth: { kind: 'not-tried', refusedAt: '', reply } },
    { ...unknown, loginAccepted: false },
  ],
  ['it was put off', { auth: { kind: 'deferred', mechanism: 'PLAIN', reply, oauth: undefined } }, unknown],
  ['it was not reached', { auth: { kind: 'not-reached' } }, unknown],
])('of a mail server, where %s', (_title, given, expected) => {
  expect(
    measureExamination([], [relaySession({ relay: { subject: 'server:3' }, report: { ...nothing, ...given } })])
      .servers,
  ).toEqual({
    3: expected,
  });
});

test("the server of odoo.conf has no number; a certificate's end is a moment", () => {
  const report = { ...nothing, tls: tlsReport() };
  const { servers } = measureExamination([], [relaySession({ relay: { subject: 'conf' }, report })]);
  expect(servers).toEqual({ conf: { ...unknown, certificateEndsAt: Date.UTC(2027, 0, 27) } });
});
