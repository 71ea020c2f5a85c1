import { describe, expect, test } from 'vitest';
import { judgeBounceExchangers } from '../../../source/causes/dns/bounces-check.ts';
import { judgeKeys } from '../../../source/causes/dns/dkim-check.ts';
import { judgePolicy } from '../../../source/causes/dns/dmarc-check.ts';
import { findForeign, judgeFreeMail } from '../../../source/causes/dns/free-mail-check.ts';
import { isOwnServer, judgeListings, judgeReverse } from '../../../source/causes/dns/reputation-checks.ts';
import { judgeSpf } from '../../../source/causes/dns/spf-check.ts';
import type { BlocklistVerdict } from '../../../source/domain/dns/blocklists/blocklist.ts';
import type { Dmarc } from '../../../source/domain/dns/dmarc/dmarc.ts';
import { parseDmarc } from '../../../source/domain/dns/dmarc/record.ts';
import type { DnsProblem } from '../../../source/domain/dns/dns-problem.ts';
import type { MxReport } from '../../../source/domain/dns/mx.ts';
import type { ReverseDns } from '../../../source/domain/dns/reverse.ts';
import { parseSpf } from '../../../source/domain/dns/spf/parse.ts';
import type { Authorisation } from '../../../source/domain/dns/spf/relay-authorisation.ts';
import type { SpfNode } from '../../../source/domain/dns/spf/tree.ts';
import { dkimKeysOf } from '../../support/dkim-keys.ts';

const domain = 'acme.example';
const problem = (severity: DnsProblem['severity'], message: string, rule = 'a.rule'): DnsProblem => ({
  rule,
  severity,
  subject: domain,
  message,
});

describe('SPF of the servers in use', () => {
  const tree = (text: string, given: Partial<SpfNode> = {}): SpfNode => ({
    domain,
    selection: { kind: 'record', record: parseSpf([text]) },
    texts: [text],
    retired: [],
    lookups: [],
    evidence: [],
    ...given,
  });
  const plain = tree('v=spf1 ip4:192.0.2.1 -all');
  const named: Authorisation = { kind: 'authorised', by: 'ip4:192.0.2.1', lookups: 0, terms: [] };
  const missing: Authorisation = { kind: 'missing', terms: [], isCertain: true, why: 'it does not name it' };
  const perhaps: Authorisation = { ...missing, isCertain: false, why: 'it may send from elsewhere' };
  const unknown: Authorisation = { kind: 'unknown', why: 'DNS kept silent' };
  const hidden: Authorisation = { ...unknown, why: 'the address is private.', isHidden: true };
  const silentTerm = parseSpf(['v=spf1 a -all']).terms.flatMap((term) => (term.kind === 'mechanism' ? [term] : []))[0];
  const halfRead =
    silentTerm === undefined
      ? plain
      : tree('v=spf1 a -all', {
          lookups: [{ kind: 'unknown', term: silentTerm, name: domain, reason: 'No answer about A.' }],
        });

  test.each<[situation: string, record: SpfNode, verdicts: readonly Authorisation[], found: readonly string[]]>([
    ['it names the server', plain, [named], ['ok: lets s0.example send (ip4:192.0.2.1).']],
    ['it names two by one term', plain, [named, named], ['ok: lets s0.example, s1.example send (ip4:192.0.2.1).']],
    ['it does not', plain, [missing], ['fail: does not let s0.example send: it does not name it.']],
    ['it perhaps does not', plain, [perhaps], ['warn: does not let s0.example send: it may']],
    ['what is certain is told first', plain, [perhaps, missing], ['fail: does not let s1.example send']],
    ['a fault goes before what is not known', plain, [unknown, missing], ['fail: does not let s1.example']],
    ['nobody knows', plain, [named, unknown], ['unknown: lets s1.example send is not known: DNS kept silent.']],
    [
      'only where the server sends from is hidden',
      plain,
      [hidden],
      [
        'ok: is a record that receivers can read',
        'unknown: lets s0.example send is not known: the address is private.',
      ],
    ],
    [
      'the record was not read',
      tree('', { selection: { kind: 'unknown', reason: 'No answer.' } }),
      [named],
      ['unknown: No answer.'],
    ],
    ['a part of it was not, and the server is named', halfRead, [named], ['ok: lets s0.example send']],
    ['a part of it was not, and no server is known', halfRead, [], ['ok: lets']],
    ['there is none', tree('', { selection: { kind: 'none', isVoid: true } }), [missing], ['warn: no SPF record']],
    [
      'there are two',
      tree('', { selection: { kind: 'several', records: [parseSpf(['v=spf1 -all']), parseSpf(['v=spf1 ~all'])] } }),
      [missing],
      ['fail: 2 SPF records'],
    ],
    [
      'a fault that is met later',
      tree('v=spf1 ip4:192.0.2.1 ipv4:192.0.2.2 -all'),
      [named],
      ['warn: pass its mail today'],
    ],
  ])('%s', (_, record, verdicts, expected) => {
    const judged = verdicts.map((verdict, index) => ({ host: `s${index}.example`, verdict }));
    const found = judgeSpf(domain, record, judged).map(({ status, summary }) => `${status}: ${summary}`);
    expect(found).toHaveLength(expected.length);
    for (const [index, words] of expected.entries()) {
      const [status = '', sentence = ''] = words.split(/: (.*)/);
      expect(found[index]).toMatch(new RegExp(`^${status}: `));
      expect(found[index]).toContain(sentence);
    }
  });

  test('what is hidden goes by a name of its own, as its answer may never come', () => {
    expect(judgeSpf(domain, plain, [{ host: 'mail', verdict: hidden }])[1]?.part).toBe('dns.spf-relay');
    expect(judgeSpf(domain, plain, [{ host: 'mail', verdict: unknown }])[0]?.part).toBeUndefined();
  });

  test('a server that perhaps sends from elsewhere is no fault yet, unless its name is none that others know', () => {
    const detailOf = (host: string, verdict: Authorisation) => judgeSpf(domain, plain, [{ host, verdict }])[0]?.detail;
    expect(detailOf('smtp.example', perhaps)).toContain('Unless smtp.example sends from other addresses');
    expect(detailOf('smtp', perhaps)).toBe('');
    expect(detailOf('smtp.example', missing)).toBeUndefined();
  });

  test('what works less well than it should is told beside what is in order', () => {
    const neutral = judgeSpf(domain, tree('v=spf1 ip4:192.0.2.1 ?all'), [{ host: 'smtp.example', verdict: named }]);
    expect(neutral).toMatchObject([{ status: 'ok', detail: expect.stringContaining('?all') }]);
    expect(judgeSpf(domain, plain, [{ host: 'smtp.example', verdict: named }])[0]?.detail).toBeUndefined();
  });
});

describe('what keys say, and where signing is switched on', () => {
  test('a domain that certainly has no key is told why it matters, and how to get one', () => {
    const found = judgeKeys(dkimKeysOf({ hasNone: true }), ['smtp.office365.com']);
    expect(found).toMatchObject({ status: 'warn', remedies: [{ id: 'dns.dkim' }] });
    expect(found.detail).toMatch(
      /Large receivers want a signature.*Switch DKIM on at Microsoft 365 and publish.*https:/,
    );
  });

  test('of keys that were only guessed at, nothing is offered', () => {
    const found = judgeKeys(dkimKeysOf({}), []);
    expect(found.status).toBe('unknown');
    expect(found.remedies).toBeUndefined();
    expect(found.detail).not.toContain('Large receivers');
    expect(found.detail).toContain('Switch DKIM on at the mail server and publish');
  });

  test.each([
    ['the company’s own', ['mail.acme.example'], 'at mail.acme.example and publish'],
    ['this machine', ['localhost'], 'at localhost and publish'],
    ['a provider behind it is named first', ['mail.acme.example', 'smtp.office365.com'], 'at Microsoft 365 and'],
  ])('the server: %s', (_, hosts, words) => {
    expect(judgeKeys(dkimKeysOf({ hasNone: true }), hosts).detail).toContain(words);
  });

  test('a key needs no advice to switch on what is on', () => {
    const wildcard = { kind: 'key', material: { kind: 'rsa', bits: 2048 }, text: 'p=x' } as const;
    const found = judgeKeys(dkimKeysOf({ wildcard }), ['mail.acme.example']);
    expect(found.status).toBe('ok');
    expect(found.detail).not.toContain('Switch DKIM on');
  });
});

describe('the DMARC record', () => {
  const none: Dmarc = {
    domain,
    organization: { domain, byWalk: domain, bySuffix: domain },
    found: undefined,
    policy: undefined,
    oldPolicy: undefined,
    reportTargets: [],
    problems: [problem('warn', 'There is none.', 'dmarc.missing')],
    unknown: undefined,
    evidence: [],
  };
  const one: Partial<Dmarc> = {
    found: { kind: 'record', domain: 'acme.example', record: parseDmarc('v=DMARC1; p=none; sp=reject') },
    policy: { policy: 'reject', tag: 'sp', recordDomain: domain },
    problems: [],
  };

  test.each<[situation: string, given: Partial<Dmarc>, status: string, words: string, isOffered: boolean]>([
    ['nobody knows', { unknown: 'DNS kept silent.' }, 'unknown', 'DNS kept silent.', false],
    ['there is none', {}, 'warn', 'has no DMARC record', true],
    ['none that can be read', { problems: [problem('fail', 'There are two.')] }, 'warn', 'There are two.', true],
    ['there is one', one, 'ok', 'at _dmarc.acme.example: mail that proves nothing meets sp=reject.', false],
    ['one that is broken', { ...one, problems: [problem('fail', 'No p=.')] }, 'warn', 'No p=.', false],
    ['one without a policy', { ...one, policy: undefined }, 'ok', 'meets p=none.', false],
  ])('%s', (_, given, status, words, isOffered) => {
    const found = judgePolicy({ ...none, ...given });
    expect(found.status).toBe(status);
    expect(found.summary).toContain(words);
    expect((found.remedies ?? []).map(({ id }) => id)).toEqual(isOffered ? ['dns.dmarc'] : []);
  });

  test('where there is none, one to begin with is told, and what stands beside it', () => {
    expect(
      judgePolicy({ ...none, problems: [...none.problems, problem('note', 'A text is almost one.')] }).detail,
    ).toMatch(
      /^A text is almost one\. Less than that still arrives.*v=DMARC1; p=none; rua=mailto:dmarc@acme\.example$/,
    );
    expect(judgePolicy(none).detail).toMatch(/^Less than that/);
  });

  test('of what there is, warnings and wildcards are told, and other notes not', () => {
    const problems = [problem('warn', 'One.'), problem('note', 'Two.', 'dmarc.wildcard'), problem('note', 'Three.')];
    expect(judgePolicy({ ...none, ...one, problems }).detail).toBe('One. Two.');
    expect(judgePolicy({ ...none, ...one }).detail).toBeUndefined();
  });
});

describe('the way of bounces', () => {
  const exchanger = {
    exchange: 'mx.acme.example',
    preference: 10,
    addresses: ['192.0.2.1'],
    aliases: [],
    unknown: undefined,
  };
  const good: MxReport = {
    domain,
    state: 'exchangers',
    exchangers: [exchanger],
    problems: [],
    unknown: undefined,
    evidence: [],
  };
  const silent = { ...exchanger, unknown: 'mx.acme.example did not resolve.' };

  test.each<[situation: string, given: Partial<MxReport>, status: string, words: string]>([
    ['it leads somewhere', {}, 'ok', 'Bounces to acme.example go to mx.acme.example.'],
    ['there is none', { state: 'none', problems: [problem('fail', 'No MX.')] }, 'fail', 'No MX.'],
    ['the domain refuses mail', { state: 'refuses', problems: [problem('fail', 'Null MX.')] }, 'fail', 'Null MX.'],
    ['some servers mind it', { problems: [problem('fail', 'An alias.')] }, 'warn', 'An alias.'],
    ['the worst is told', { problems: [problem('warn', 'Twice.'), problem('fail', 'An alias.')] }, 'warn', 'An alias.'],
    [
      'a warning before a note',
      { problems: [problem('note', 'By the way.'), problem('warn', 'Twice.')] },
      'warn',
      'Twice.',
    ],
    ['a note is no fault', { problems: [problem('note', 'By the way.')] }, 'ok', 'go to mx.acme.example.'],
    ['nobody knows', { state: 'unknown', unknown: 'DNS kept silent.', exchangers: [] }, 'unknown', 'DNS kept silent.'],
    ['nobody knows where one of them is', { exchangers: [exchanger, silent] }, 'unknown', 'did not resolve'],
  ])('%s', (_, given, status, words) => {
    const found = judgeBounceExchangers({ ...good, ...given });
    expect(found.status).toBe(status);
    expect(found.summary).toContain(words);
  });
});

describe('our own mail server', () => {
  test.each([
    ['this machine', 'localhost', true],
    ['a name of the company', 'mail.acme.example', true],
    ['a name of somebody else', 'mail.host.example', false],
    ['a provider', 'smtp.office365.com', false],
  ])('%s', (_, host, isOwn) => {
    expect(isOwnServer(host, 'acme.example')).toBe(isOwn);
  });

  const confirmed: ReverseDns = {
    address: '192.0.2.1',
    state: 'confirmed',
    names: [
      { name: 'old.acme.example', isConfirmed: false },
      { name: 'mail.acme.example', isConfirmed: true },
    ],
    problems: [],
    unknown: undefined,
    evidence: [],
  };

  test.each<[situation: string, given: Partial<ReverseDns>, status: string, words: string, detail: string | undefined]>(
    [
      ['the name leads back', {}, 'ok', 'names 192.0.2.1 mail.acme.example, and', undefined],
      [
        'it looks like an access provider’s',
        { problems: [problem('warn', 'Generic.')] },
        'ok',
        'leads back',
        'Generic.',
      ],
      [
        'there is none',
        { state: 'none', names: [], problems: [problem('fail', 'No name.')] },
        'warn',
        'No name.',
        'Unless mail.acme.example sends from another address or hands mail to a provider, receivers look at this one.',
      ],
      ['nobody knows', { state: 'unknown', unknown: 'DNS kept silent.' }, 'unknown', 'DNS kept silent.', undefined],
    ],
  )('its reverse name: %s', (_, given, status, words, detail) => {
    const found = judgeReverse('mail.acme.example', { ...confirmed, ...given });
    expect(found.status).toBe(status);
    expect(found.summary).toContain(words);
    expect(found.detail).toBe(detail);
  });
});

describe('blocklists', () => {
  const clean: BlocklistVerdict = { kind: 'clean' };
  const listed: BlocklistVerdict = { kind: 'listed', answers: ['127.0.0.2'], meanings: ['spam'] };
  const refused: BlocklistVerdict = { kind: 'refused', reason: 'a public resolver' };
  const silent: BlocklistVerdict = { kind: 'unknown', reason: 'no answer' };
  const notKnown = 'Whether blocklists hold acme.example is not known: they';

  test.each<[verdicts: readonly BlocklistVerdict[], status: string, summary: string, detail: string | undefined]>([
    [[clean, clean], 'ok', 'acme.example is not on list 0, list 1.', undefined],
    [[clean, listed], 'fail', 'On list 1.', 'On list 1.'],
    [[listed, refused, listed], 'fail', 'On list 0.', 'On list 0. On list 2.'],
    [[clean, refused], 'ok', 'acme.example is not on list 0.', 'Not told: list 1: a public resolver.'],
    [
      [refused, silent],
      'skipped',
      `${notKnown} refuse questions from this resolver.`,
      'Not told: list 0: a public resolver. list 1: no answer.',
    ],
    [[silent], 'unknown', `${notKnown} did not answer.`, 'Not told: list 0: no answer.'],
  ])('%j', (verdicts, status, summary, detail) => {
    const checks = verdicts.map((verdict, index) => ({
      list: {
        zone: `${index}.example`,
        title: `list ${index}`,
        lists: 'domains',
        codes: {},
        refusals: {},
        removal: '',
        asOf: '',
      } as const,
      subject: domain,
      verdict,
      words: undefined,
      problems: verdict.kind === 'listed' ? [problem('fail', `On list ${index}.`)] : [],
      evidence: [],
    }));
    const found = judgeListings(domain, checks);
    expect(found).toMatchObject({ status, summary });
    expect(found.detail).toBe(detail);
  });
});

describe('free mail addresses as senders', () => {
  test.each([
    ['the service’s own server', ['smtp.gmail.com'], undefined],
    ['another’s', ['smtp.office365.com'], 'smtp.office365.com'],
    ['one nobody knows, beside its own', ['smtp.gmail.com', 'mail.acme.example'], 'mail.acme.example'],
  ])('may not leave through a foreign server: %s', (_, hosts, foreign) => {
    expect(findForeign('gmail.com', hosts)).toBe(foreign);
  });

  const policyOf = (policy: 'none' | 'quarantine' | 'reject') =>
    ({ policy, tag: 'p', recordDomain: 'yahoo.com' }) as const;

  test.each([
    [
      'a refusal is asked for',
      policyOf('reject'),
      undefined,
      'fail',
      ': yahoo.com asks receivers to reject such mail.',
    ],
    ['so is a spam folder', policyOf('quarantine'), undefined, 'fail', 'asks receivers to quarantine such mail.'],
    ['nothing is asked for', policyOf('none'), undefined, 'warn', 'which may not send for it.'],
    ['there is no record', undefined, undefined, 'warn', 'which may not send for it.'],
    ['nobody knows', policyOf('reject'), 'DNS kept silent.', 'warn', 'which may not send for it.'],
  ])('%s', (_, policy, unknown, status, words) => {
    const found = judgeFreeMail('mail.acme.example', { domain: 'yahoo.com', policy, unknown }, 18);
    expect(found.status).toBe(status);
    expect(found.summary).toContain(`Mail leaves as yahoo.com through mail.acme.example`);
    expect(found.summary).toContain(words);
  });

  test.each([
    [14, /System Parameters \(developer mode\)\), or change/],
    [16, /System Parameters \(developer mode\)\) and a from_filter \(/],
    [18, /Alias Domains \(developer mode\)\) and a from_filter \(/],
  ] as const)('the place to change it is this version’s: %i', (series, words) => {
    const found = judgeFreeMail(
      'mail.acme.example',
      { domain: 'yahoo.com', policy: undefined, unknown: undefined },
      series,
    );
    expect(found.detail).toMatch(words);
  });
});
