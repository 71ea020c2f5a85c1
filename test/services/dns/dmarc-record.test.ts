import { describe, expect, it } from 'vitest';
import type { DnsZones } from '../../../source/demo/scenario.ts';
import { readDmarc } from '../../../source/services/dns/dmarc/read-dmarc.ts';
import { patient, resolverFor, resolverOver, serveZones } from '../../support/dns.ts';

const read = async (zones: DnsZones, domain = 'acme.example') => readDmarc(await resolverOver(zones), domain, patient);

const rulesOf = async (text: string, others: DnsZones = {}) => {
  const { problems } = await read({ '_dmarc.acme.example': { TXT: [text] }, ...others });
  return problems.map(({ rule }) => rule);
};

describe('the lint of a DMARC record', () => {
  it('finds nothing in a good record', async () => {
    expect(await rulesOf('v=DMARC1; p=quarantine; rua=mailto:dmarc@acme.example')).toEqual([]);
  });

  it.each([
    ['dmarc.policy', 'v=DMARC1; rua=mailto:a@acme.example'],
    ['dmarc.policy', 'v=DMARC1; p=monitor; rua=mailto:a@acme.example'],
    ['dmarc.syntax', 'v=DMARC1; p=none; p=reject; rua=mailto:a@acme.example'],
    ['dmarc.syntax', 'v=DMARC1; p=reject; hello'],
    ['dmarc.tag-case', 'v=DMARC1; P=reject'],
    ['dmarc.unknown-tag', 'v=DMARC1; p=reject; moo=cow'],
    ['dmarc.subdomain-policy', 'v=DMARC1; p=reject; sp=nope'],
    ['dmarc.alignment-mode', 'v=DMARC1; p=reject; aspf=relaxed'],
    ['dmarc.flag', 'v=DMARC1; p=reject; t=x'],
    ['dmarc.flag', 'v=DMARC1; p=reject; psd=x'],
    ['dmarc.failure-options', 'v=DMARC1; p=reject; fo=2'],
    ['dmarc.open-subdomains', 'v=DMARC1; p=reject; sp=none'],
    ['dmarc.blind', 'v=DMARC1; p=none'],
    ['dmarc.empty-reports', 'v=DMARC1; p=reject; rua=; ruf=;'],
    ['dmarc.empty-reports', 'v=DMARC1; p=reject; rua= ,'],
    ['dmarc.empty-reports', 'v=DMARC1; p=none; rua='],
    ['dmarc.missing-semicolon', 'v=DMARC1; p=reject rua=mailto:a@acme.example'],
    ['dmarc.monitoring', 'v=DMARC1; p=none; rua=mailto:a@acme.example'],
    ['dmarc.test', 'v=DMARC1; p=reject; t=y'],
    ['dmarc.percentage', 'v=DMARC1; p=reject; pct=50'],
    ['dmarc.removed-tag', 'v=DMARC1; p=reject; rf=afrf; ri=3600'],
    ['dmarc.policy-not-second', 'v=DMARC1; rua=mailto:a@acme.example; p=reject'],
    ['dmarc.report-address', 'v=DMARC1; p=reject; rua=a@acme.example'],
    ['dmarc.report-address', 'v=DMARC1; p=reject; rua=https://acme.example/dmarc'],
    ['dmarc.report-size', 'v=DMARC1; p=reject; rua=mailto:a@acme.example!10m'],
    [
      'dmarc.many-report-addresses',
      'v=DMARC1; p=reject; rua=mailto:a@acme.example,mailto:b@acme.example,mailto:c@acme.example',
    ],
    ['dmarc.almost-a-record', 'v=dmarc1; p=reject'],
    ['dmarc.almost-a-record', ' v=DMARC1; p=reject'],
    ['dmarc.almost-a-record', 'v=DMARC1 p=reject'],
    ['dmarc.almost-a-record', 'p=reject'],
    ['dmarc.almost-a-record', 'v=spf1 -all'],
  ])('finds %s in %s', async (rule, text) => {
    expect(await rulesOf(text)).toContain(rule);
  });

  it('finds that there is no record', async () => {
    const { problems, found } = await read({ 'acme.example': { A: ['192.0.2.1'] } });
    expect({ found, rules: problems.map(({ rule }) => rule) }).toEqual({ found: undefined, rules: ['dmarc.missing'] });
  });

  it('finds more than one record, none of which applies', async () => {
    const dmarc = await read({ '_dmarc.acme.example': { TXT: ['v=DMARC1; p=none', 'v=DMARC1; p=reject'] } });
    expect(dmarc).toMatchObject({ found: undefined, problems: [{ rule: 'dmarc.several-records' }] });
  });

  it('finds a record where nobody looks', async () => {
    const { problems } = await read({ 'acme.example': { TXT: ['v=DMARC1; p=reject'] } });
    expect(problems.map(({ rule }) => rule)).toEqual(['dmarc.wrong-place']);
  });
});

describe('one fault', () => {
  it.each([
    ['v=DMARC1; p=reject; rua=; ruf=;', ['dmarc.empty-reports']],
    ['v=DMARC1; p=none; rua=', ['dmarc.empty-reports']],
    ['v=DMARC1; p=reject rua=mailto:a@acme.example', ['dmarc.missing-semicolon']],
    [
      'v=DMARC1; p=quarantine sp=none fo=1; rua=mailto:a@acme.example',
      ['dmarc.missing-semicolon', 'dmarc.open-subdomains'],
    ],
    ['v=DMARC1; p=reject; rua=mailto:a@acme.example ruf=mailto:b@acme.example', ['dmarc.missing-semicolon']],
    ['v=DMARC1; p=none; rua=mailto:', ['dmarc.report-address']],
    ['v=dmarc1; p=reject', ['dmarc.almost-a-record']],
    ['v=DMARC1 p=reject; rua=mailto:a@acme.example', ['dmarc.almost-a-record']],
    ['v=spf1 -all', ['dmarc.almost-a-record']],
    ['v=DMARC1; p=reject; t=y; rua=mailto:a@acme.example', ['dmarc.test']],
    ['v=DMARC1; P=reject; rua=mailto:a@acme.example', ['dmarc.tag-case']],
  ])('of %s is told in one line', async (text, rules) => {
    const { problems, oldPolicy } = await read({ '_dmarc.acme.example': { TXT: [text] } });
    expect(problems.map(({ rule }) => rule)).toEqual(rules);
    expect(oldPolicy).toBeUndefined();
  });

  it('that leaves a domain without a record says so itself', async () => {
    const { problems } = await read({ '_dmarc.acme.example': { TXT: ['v=dmarc1; p=reject'] } });
    expect(problems[0]?.message).toContain('So acme.example has no DMARC record');
  });
});

describe('a wildcard that answers for _dmarc', () => {
  const soNone = 'So news.acme.example has no DMARC record';
  const policy = { '_dmarc.acme.example': { TXT: ['v=DMARC1; p=reject'] } };

  it.each<[string, DnsZones, string, readonly string[]]>([
    ['texts', { '*.acme.example': { TXT: ['v=spf1 -all'] } }, 'warn', ['dmarc.wildcard']],
    ['verifications', { '*.acme.example': { TXT: ['site=1', 'p=none'] } }, 'warn', ['dmarc.wildcard']],
    ['a text', { '*.acme.example': { TXT: ['hello'] } }, 'warn', ['dmarc.wildcard']],
    [
      'an alias',
      { '*.acme.example': { CNAME: ['acme.example.'] }, 'acme.example': { TXT: ['v=spf1 mx -all'] } },
      'warn',
      ['dmarc.wildcard'],
    ],
    ['texts under a policy', { ...policy, '*.acme.example': { TXT: ['v=spf1 -all'] } }, 'note', ['dmarc.wildcard']],
    ['a record', { '*.acme.example': { TXT: ['v=spf1 -all', 'v=DMARC1; p=reject'] } }, 'note', ['dmarc.wildcard']],
    ['a record alone', { '*.acme.example': { TXT: ['v=DMARC1; p=reject'] } }, 'none', []],
  ])('with %s is no broken record', async (_, zones, severity, rules) => {
    const { problems } = await read(zones, 'news.acme.example');
    expect(problems.map(({ rule }) => rule)).toEqual(rules);
    expect(problems[0]?.severity ?? 'none').toBe(severity);
    expect(problems[0]?.message.includes(soNone) ?? false).toBe(severity === 'warn');
  });

  it('is told from a text that was put there by name', async () => {
    const zones = { '*.acme.example': { TXT: ['hello'] }, '_dmarc.acme.example': { TXT: ['v=spf1 -all'] } };
    const { problems } = await read(zones);
    expect(problems.map(({ rule }) => rule)).toEqual(['dmarc.almost-a-record']);
  });

  it('is asked about only where a text is no record', async () => {
    const server = await serveZones({ '_dmarc.acme.example': { TXT: ['v=DMARC1; p=reject'] } });
    await readDmarc(resolverFor(server), 'acme.example', patient);
    expect(server.queries.filter(({ name }) => name.startsWith('_no-such-name'))).toEqual([]);
  });
});

describe('who gets the reports', () => {
  const record = { '_dmarc.acme.example': { TXT: ['v=DMARC1; p=reject; rua=mailto:acme@reports.example!5m'] } };

  it('need not agree when it is the same organization', async () => {
    const own = { '_dmarc.acme.example': { TXT: ['v=DMARC1; p=reject; rua=mailto:d@in.acme.example'] } };
    expect((await read(own)).reportTargets).toMatchObject([{ domain: 'in.acme.example', state: 'same-organization' }]);
  });

  it.each([
    ['authorised', 'acme.example._report._dmarc.reports.example'],
    ['authorised', '*._report._dmarc.reports.example'],
  ])('is %s by %s', async (state, name) => {
    const { reportTargets, problems } = await read({ ...record, [name]: { TXT: ['v=DMARC1'] } });
    expect(reportTargets).toMatchObject([{ domain: 'reports.example', state }]);
    expect(problems.map(({ rule }) => rule)).not.toContain('dmarc.report-not-authorised');
  });

  it('must agree when it is another one', async () => {
    const { problems } = await read(record);
    expect(problems).toContainEqual(
      expect.objectContaining({
        rule: 'dmarc.report-not-authorised',
        message: expect.stringContaining('acme.example._report._dmarc.reports.example'),
      }),
    );
  });

  it('is unknown when DNS does not answer', async () => {
    const resolver = await resolverOver(record, { 'acme.example._report._dmarc.reports.example': 'servfail' });
    const { reportTargets, problems } = await readDmarc(resolver, 'acme.example', patient);
    expect(reportTargets).toMatchObject([{ state: 'unknown' }]);
    expect(problems.map(({ rule }) => rule)).not.toContain('dmarc.report-not-authorised');
  });
});
