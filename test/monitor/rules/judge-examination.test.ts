import { expect, test } from 'vitest';
import { causes } from '../../../source/causes/index.ts';
import type { CauseReport } from '../../../source/domain/finding/verdict.ts';
import { defaultRules } from '../../../source/monitor/config/config.ts';
import { readRecords } from '../../../source/monitor/dns-records.ts';
import { answeringChecks, judgeExamination } from '../../../source/monitor/rules/judge-examination.ts';
import { found } from '../../support/found.ts';

type Given = Pick<Parameters<typeof found>[0], 'check' | 'status'> & { readonly consequenceOf?: 'firewall' };

const reportOf = (findings: readonly Given[]): CauseReport => ({
  id: 'credentials',
  title: '',
  question: '',
  status: 'ok',
  findings: findings.map((given) => found({ summary: 'words', owner: 'odoo', subject: 'server:1', ...given })),
  explains: 0,
  durationMs: 0,
});

const nothing = { reports: [], certificates: [], limits: [], records: {}, earlier: null };

const levelsOf = (rule: string, findings: readonly Given[]): readonly string[] =>
  judgeExamination({ ...nothing, reports: [reportOf(findings)] }, defaultRules)
    .filter((judgement) => judgement.rule === rule)
    .map(({ level }) => level);

test.each([
  ['login-refused', 'credentials.login', 'fail', 'fail'],
  ['login-refused', 'credentials.login', 'warn', 'ok'],
  ['login-refused', 'credentials.login', 'unknown', 'unknown'],
  ['server-unreachable', 'firewall.port', 'fail', 'fail'],
  ['server-unreachable', 'firewall.port', 'warn', 'ok'],
  ['blocklisted', 'dns.blocklists', 'warn', 'warn'],
  ['limit', 'rate-limit.backlog', 'warn', 'warn'],
  ['limit', 'rate-limit.backlog', 'ok', 'ok'],
  ['server-unreachable', 'firewall.name', 'fail', 'fail'],
  ['server-unreachable', 'no-server.active', 'fail', 'fail'],
  ['server-unreachable', 'no-server.active', 'ok', 'ok'],
  ['server-unreachable', 'tls.handshake', 'fail', 'fail'],
  ['server-unreachable', 'firewall.port', 'unknown', 'unknown'],
  ['blocklisted', 'dns.address-blocklists', 'warn', 'warn'],
  ['blocklisted', 'dns.own-server', 'skipped', 'unknown'],
  ['blocklisted', 'dns.blocklists', 'unknown', 'unknown'],
  ['local-relay', 'beyond.relay', 'skipped', 'ok'],
  ['local-relay', 'beyond.relay', 'warn', 'warn'],
  ['provider-change', 'credentials.dates', 'fail', 'fail'],
  ['unexplained-failures', 'unexplained.failures', 'fail', 'fail'],
  ['provider-change', 'credentials.dates', 'warn', 'warn'],
  ['unexplained-failures', 'unexplained.failures', 'warn', 'warn'],
  ['local-relay', 'beyond.relay', 'fail', 'fail'],
  ['bounces', 'beyond.bounces', 'warn', 'warn'],
  ['bounces', 'beyond.bounces', 'ok', 'ok'],
] as const)('%s: where %s finds %s it is %s', (rule, check, status, level) => {
  expect(levelsOf(rule, [{ check, status }])).toEqual([level]);
});

test('every check that answers a rule is one that a cause runs, or a finding of it', () => {
  const ids = causes.flatMap(({ checks }) => checks.map(({ id }) => id));
  // What the check of our own mail server finds of its address.
  const others = ['dns.address-blocklists'];
  const answering: readonly string[] = Object.values(answeringChecks).flatMap((each) => each.checks);
  expect(answering.filter((id) => !ids.includes(id) && !others.includes(id))).toEqual([]);
});

test('of several findings about one server the worst speaks, and what is not known outweighs what is well', () => {
  const check = 'credentials.login';
  expect(
    levelsOf('login-refused', [
      { check, status: 'ok' },
      { check, status: 'fail' },
    ]),
  ).toEqual(['fail']);
  expect(
    levelsOf('login-refused', [
      { check, status: 'ok' },
      { check, status: 'unknown' },
    ]),
  ).toEqual(['unknown']);
});

test('what failed only because of another cause is not known', () => {
  const findings = [{ check: 'credentials.login', status: 'fail', consequenceOf: 'firewall' }] as const;
  expect(levelsOf('login-refused', findings)).toEqual(['unknown']);
});

test.each([
  [15, 'ok'],
  [14, 'ok'],
  [13, 'warn'],
  [0, 'warn'],
  [-1, 'fail'],
])('a certificate that ends in %d days is %s', (expiresInDays, level) => {
  const certificates = [{ subject: 'server:1', title: 'Office', expiresInDays }];
  const judged = judgeExamination({ ...nothing, certificates }, defaultRules);
  expect(judged.filter(({ rule }) => rule === 'certificate').map((each) => each.level)).toEqual([level]);
});

test('without a certificate nothing is known of one', () => {
  const judged = judgeExamination(nothing, defaultRules);
  expect(judged).toMatchObject([{ rule: 'certificate', subject: '', level: 'unknown' }]);
});

test('a record that is another than before is told; one that is met for the first time, or was not answered, is not', () => {
  const records = { 'TXT of a.example': 'new', 'TXT of b.example': 'same', 'TXT of c.example': 'first' };
  const earlier = { 'TXT of a.example': 'old', 'TXT of b.example': 'same', 'TXT of d.example': 'unanswered now' };
  const judged = judgeExamination({ ...nothing, records, earlier }, defaultRules);
  expect(judged.filter(({ level }) => level === 'warn')).toEqual([
    {
      rule: 'dns-record',
      subject: 'TXT of a.example',
      level: 'warn',
      sentence: 'The answer to TXT of a.example changed from "old" to "new".',
    },
  ]);
});

test('records are read without lifetimes, in an order of their own, and only what mail depends on', () => {
  const ask = (question: string, answer: string) => ({
    kind: 'dns' as const,
    asked: `dig +noall +answer ${question} @127.0.0.1`,
    answer,
    at: '',
    durationMs: 0,
  });
  const spf = (ttl: number) => `a.example. ${ttl} IN TXT "v=spf1 -all"`;
  const proof = 'a.example. 5 IN TXT "proof=1"';
  const one = readRecords([ask('a.example TXT', `${spf(300)}\n${proof}`)]);
  expect(one).toEqual({ 'TXT of a.example': '"v=spf1 -all"' });
  expect(readRecords([ask('a.example TXT', `${spf(7)}`)])).toEqual(one);
  const exchangers = ['a.example. 9 IN MX 10 b.', 'a.example. 9 IN MX 20 c.'];
  expect(readRecords([ask('a.example MX', exchangers.join('\n'))])).toEqual(
    readRecords([ask('a.example MX', exchangers.toReversed().join('\n'))]),
  );
  expect(readRecords([ask('a.example TXT', ';; status: NXDOMAIN (no such name)')])).toEqual({
    'TXT of a.example': 'none',
  });
  expect(readRecords([ask('a.example TXT', ';; no answer'), ask('a.example TXT', ';; status: SERVFAIL')])).toEqual({});
});
