import { describe, expect, test } from 'vitest';
import { describeCompany, describeIgnored, describeSet } from '../../../source/causes/catchall/alias-domain-check.ts';
import { judgeFetching } from '../../../source/causes/catchall/fetching-check.ts';
import { judgeAliasExchangers } from '../../../source/causes/catchall/mail-exchangers-check.ts';
import { chooseCompanies, describeTarget, houseAlias } from '../../../source/causes/catchall/plan-alias-domain.ts';
import type { MxReport } from '../../../source/domain/dns/mx.ts';
import type { FetchmailServer } from '../../../source/domain/odoo/fetchmail-server.ts';

const now = new Date('2026-11-28T12:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const company = (id: number, aliasDomainId: number | null = null, active = true) => ({
  id,
  name: `Company ${id}`,
  email: null,
  active,
  parentId: null,
  aliasDomainId,
});

describe('where answers go', () => {
  const answers = (id: number, catchall: string | null, bounce: string | null = null) => ({
    company: company(id),
    catchall,
    bounce,
  });
  test.each([
    [
      'is said',
      [answers(1, 'catchall@a.example', 'bounce@a.example')],
      ['Odoo asks for answers at catchall@a.example, and bounces at bounce@a.example.'],
    ],
    [
      'is said once',
      [answers(1, 'c@a.example'), answers(2, 'c@a.example'), answers(3, null)],
      ['Odoo asks for answers at c@a.example.'],
    ],
    [
      'is said of several',
      [answers(1, 'c@a.example', 'b@a.example'), answers(2, 'c@b.example', 'b@a.example')],
      ['Odoo asks for answers at c@a.example, c@b.example, and bounces at b@a.example.'],
    ],
    ['is nothing where none has any', [answers(1, null)], []],
  ])('%s', (_, companies, words) => {
    expect(describeSet({ companies, evidence: [] }).map(({ summary }) => summary)).toEqual(words);
  });

  test('of a company without an alias domain is told by company', () => {
    const one = answers(2, null);
    const found = describeCompany({ companies: [one], evidence: [] }, one, 18);
    expect(found).toMatchObject({
      status: 'warn',
      subject: 'company:2',
      summary: expect.stringMatching(/^Company 2 has no alias domain/),
    });
    expect(found.detail).not.toContain('Each company has its own setting');
    expect(describeCompany({ companies: [one, answers(3, null)], evidence: [] }, one, 18).detail).toContain(
      'Each company has its own setting',
    );
  });

  test('is not what old parameters say', () => {
    const parameters = { 'mail.catchall.domain': 'a.example', 'mail.catchall.alias': 'catchall' };
    expect(describeIgnored(['mail.catchall.domain', 'mail.catchall.alias'], parameters, 18)).toMatchObject({
      part: 'catchall.ignored',
      status: 'warn',
      summary: expect.stringMatching(
        /^2 system parameters \(mail\.catchall\.domain = a\.example, mail\.catchall\.alias = catchall\).* Odoo 18 does not read/,
      ),
    });
  });
});

describe('the mailbox that Odoo fetches', () => {
  const mailbox = (given: Partial<FetchmailServer> = {}): FetchmailServer => ({
    id: 1,
    name: 'Inbox',
    active: true,
    state: 'done',
    type: 'imap',
    host: 'imap.acme.example',
    port: 993,
    tls: true,
    user: 'catchall@acme.example',
    password: { kind: 'none' },
    fetchedAt: hoursAgo(1),
    failedAt: null,
    failure: null,
    oauth: null,
    ...given,
  });
  const judge = (servers: readonly FetchmailServer[]) =>
    judgeFetching(servers, ['catchall@acme.example'], { series: 18, now });

  test.each<[string, Partial<FetchmailServer>, string, RegExp]>([
    ['was fetched', {}, 'ok', /^Odoo fetched Inbox \(catchall@acme\.example at imap\.acme\.example\) 1 h.* ago\.$/],
    ['was fetched a day ago', { fetchedAt: hoursAgo(24) }, 'ok', /ago\.$/],
    [
      'was not fetched since',
      { fetchedAt: hoursAgo(25) },
      'warn',
      /^Odoo has not fetched Inbox .*: answers wait there\.$/,
    ],
    ['was never fetched yet', { fetchedAt: null }, 'ok', /it has not done so yet\.$/],
    ['failed since', { failedAt: hoursAgo(0.5) }, 'warn', /could not be fetched the last time\.$/],
    [
      'failed since, with a reason',
      { failedAt: hoursAgo(0.5), failure: 'No login\nTraceback' },
      'warn',
      /the last time\. Odoo noted: No login$/,
    ],
    ['failed before it was fetched', { failedAt: hoursAgo(2) }, 'ok', /^Odoo fetched/],
    ['failed, and was never fetched', { fetchedAt: null, failedAt: hoursAgo(2) }, 'warn', /could not be fetched/],
    ['of a version that keeps no failure', { failedAt: undefined, failure: undefined }, 'ok', /^Odoo fetched/],
    [
      'without host and user is named by its kind',
      { host: null, user: null, type: 'local' },
      'ok',
      /^Odoo fetched Inbox \(local\)/,
    ],
    ['is archived', { active: false }, 'warn', /are not fetched: the incoming mail server Inbox is archived\.$/],
    ['was never confirmed', { state: 'draft' }, 'warn', /the incoming mail server Inbox was never confirmed\.$/],
  ])('%s', (_, given, status, words) => {
    const found = judge([mailbox(given)]);
    expect(found).toMatchObject({ status, subject: 'incoming:1' });
    expect(found.summary).toMatch(words);
  });

  test('is none', () => {
    expect(judge([])).toMatchObject({
      status: 'skipped',
      summary: expect.stringContaining('answers to catchall@acme.example come back only if'),
    });
  });

  test.each([
    [
      'the very address',
      [mailbox({ id: 1, user: 'x@acme.example' }), mailbox({ id: 2, user: 'Catchall@acme.example' })],
      'incoming:2',
    ],
    [
      'its domain',
      [mailbox({ id: 1, user: 'x@other.example' }), mailbox({ id: 2, user: 'x@acme.example' })],
      'incoming:2',
    ],
    ['any that works', [mailbox({ id: 1, active: false }), mailbox({ id: 2, user: null })], 'incoming:2'],
  ])('is that of %s', (_, servers, subject) => {
    expect(judge(servers).subject).toBe(subject);
  });
});

describe('the way of answers', () => {
  const exchanger = { preference: 10, exchange: 'mx.acme.example', addresses: [], aliases: [], unknown: undefined };
  const mx = (given: Partial<MxReport> = {}): MxReport => ({
    domain: 'acme.example',
    state: 'exchangers',
    exchangers: [exchanger],
    problems: [],
    unknown: undefined,
    evidence: [],
    ...given,
  });
  const problem = (severity: 'fail' | 'warn', message: string) => ({
    rule: 'mx.x',
    severity,
    subject: 'acme.example',
    message,
  });
  test.each<[string, Partial<MxReport>, string, string]>([
    ['is there', {}, 'ok', 'Mail for acme.example goes to mx.acme.example.'],
    ['is not known', { unknown: 'Nobody answered.' }, 'unknown', 'Nobody answered.'],
    [
      'has a server that is not known',
      { exchangers: [exchanger, { ...exchanger, unknown: 'No answer for mx2.' }] },
      'unknown',
      'No answer for mx2.',
    ],
    ['is wrong', { problems: [problem('warn', 'Odd.'), problem('fail', 'Broken.')] }, 'warn', 'Broken.'],
    ['is odd', { problems: [problem('warn', 'Odd.')], unknown: 'Nobody answered.' }, 'warn', 'Odd.'],
  ])('%s', (_, given, status, summary) => {
    expect(judgeAliasExchangers(mx(given))).toMatchObject({ status, summary, subject: 'domain:acme.example' });
  });
});

describe('an alias domain', () => {
  const known = {
    id: 4,
    name: 'a.example',
    sequence: 10,
    catchallAddress: 'all@a.example',
    bounceAddress: 'back@a.example',
    defaultFromAddress: null,
  };
  test('is the one that is there, or made with Odoo’s own addresses', () => {
    expect(describeTarget('a.example', known)).toEqual({ name: 'a.example', id: '4', taken: ['back', 'all'] });
    expect(describeTarget('b.example', undefined)).toEqual({
      name: 'b.example',
      id: { insertedBy: 'domain' },
      taken: ['bounce', 'catchall'],
    });
  });

  const all = [company(1), company(2, 4), company(3, null, false)];
  const ids = (subject: string | null, domains = [known]) => chooseCompanies(all, subject, domains).map(({ id }) => id);
  test('is given to the company that is meant, or to all without one; archived ones only with the very first', () => {
    expect(ids('company:1')).toEqual([1]);
    expect(ids('company:3')).toEqual([3]);
    expect(ids(null)).toEqual([1]);
    expect(ids(null, [])).toEqual([1, 3]);
    expect(() => ids('company:2')).toThrow('company:2 is no company without an alias domain.');
  });

  test('is given to aliases with their full names', () => {
    const target = describeTarget('a.example', known);
    const alias = (name: string | null) => houseAlias({ id: 9, name, fullName: name, sameNameIn: [] }, target);
    expect(alias('jobs')).toEqual({
      id: 9,
      before: { alias_domain_id: null, alias_full_name: 'jobs', alias_name: 'jobs' },
      after: { alias_domain_id: '4', alias_full_name: 'jobs@a.example' },
    });
    for (const none of [null, '']) {
      expect(alias(none)).toEqual({ id: 9, before: { alias_domain_id: null }, after: { alias_domain_id: '4' } });
    }
  });
});
