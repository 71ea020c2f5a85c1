import { describe, expect, test } from 'vitest';
import type { DnsZones } from '../../../../source/demo/scenario.ts';
import {
  type Authorisation,
  type JudgedAddress,
  judgeAddresses,
  judgeIncludes,
  spfIncludesOf,
  wantedTerms,
} from '../../../../source/domain/dns/spf/relay-authorisation.ts';
import type { SpfResult } from '../../../../source/domain/dns/spf/spf-verdict.ts';
import { treeOf, treeOfRecord } from '../../../support/spf.ts';

const google: DnsZones = { '_spf.google.com': { TXT: ['v=spf1 ip4:192.0.2.0/25 ~all'] } };

const many = (count: number): DnsZones =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`i${index}.example`, { TXT: ['v=spf1 -all'] }]));

const includes = (count: number): string =>
  Array.from({ length: count }, (_, index) => `include:i${index}.example`).join(' ');

describe('a relay whose provider is included', () => {
  test.each<[string, object]>([
    ['include:_spf.google.com -all', { kind: 'authorised', by: 'include:_spf.google.com', lookups: 1, terms: [] }],
    [`${includes(9)} include:_spf.google.com -all`, { kind: 'authorised', lookups: 10 }],
    [`include:_spf.google.com ${includes(12)} -all`, { kind: 'authorised', lookups: 1 }],
    ['redirect=_spf.google.com', { kind: 'authorised', lookups: 1 }],
    ['include:own.example -all', { kind: 'authorised', lookups: 2 }],
    ['+all', { kind: 'authorised', by: '+all', terms: ['include:_spf.google.com'] }],
    ['?include:_spf.google.com +all', { kind: 'missing', terms: ['include:_spf.google.com'] }],
    [`${includes(10)} include:_spf.google.com -all`, { kind: 'missing', why: expect.stringContaining('give up') }],
    [
      'include:nowhere.example include:_spf.google.com -all',
      { kind: 'missing', why: expect.stringContaining('give up') },
    ],
    ['a:x.example a:y.example a:z.example include:_spf.google.com -all', { kind: 'missing', isCertain: true }],
    ['-include:_spf.google.com -all', { kind: 'missing', why: expect.stringContaining('does not include') }],
    ['-all include:_spf.google.com', { kind: 'missing', terms: ['include:_spf.google.com'] }],
    ['mx -all', { kind: 'missing', terms: ['include:_spf.google.com'], isCertain: true }],
  ])('by %s', async (record, expected) => {
    const { provider, includes: names } = spfIncludesOf('smtp.gmail.com');
    if (provider === undefined) throw new Error('The provider is not known.');
    const own = { 'own.example': { TXT: ['v=spf1 include:_spf.google.com -all'] } };
    const tree = await treeOfRecord(`v=spf1 ${record}`, { ...google, ...own, ...many(12) });
    expect(judgeIncludes(tree, provider, names)).toMatchObject(expected);
  });

  test('is unknown where DNS kept silent about what could include it', async () => {
    const { provider, includes: names } = spfIncludesOf('smtp.gmail.com');
    if (provider === undefined) throw new Error('The provider is not known.');
    const zones = { 'acme.example': { TXT: ['v=spf1 include:own.example -all'] } };
    const tree = await treeOf(zones, { 'own.example': 'servfail' });
    expect(judgeIncludes(tree, provider, names)).toMatchObject({ kind: 'unknown' });
  });
});

const judged = (...results: readonly (readonly [string, SpfResult])[]): readonly JudgedAddress[] =>
  results.map(([address, result]) => ({ address, verdict: { result, explanation: 'the words', lookups: 3 } }));

describe('a relay that is judged by its addresses', () => {
  const hidden = 'mail is at a private address.';

  test.each<[string, string, readonly JudgedAddress[], string | undefined, object]>([
    [
      'a pass by name',
      'ip4:192.0.2.1 +all',
      judged(['192.0.2.1', 'pass']),
      undefined,
      { kind: 'authorised', terms: [] },
    ],
    [
      'a pass by +all',
      '+all',
      judged(['192.0.2.1', 'pass']),
      undefined,
      { kind: 'authorised', terms: ['ip4:192.0.2.1'] },
    ],
    [
      'one of two by +all',
      'ip4:192.0.2.1 all',
      judged(['192.0.2.1', 'pass'], ['2001:db8::1', 'pass']),
      undefined,
      { kind: 'authorised', terms: ['ip6:2001:db8::1'] },
    ],
    [
      'a hidden one by +all',
      '+all',
      judged(['10.0.0.1', 'pass']),
      hidden,
      { kind: 'authorised', terms: [], isHidden: true },
    ],
    [
      'a hidden one by name',
      'ip4:10.0.0.1 -all',
      judged(['10.0.0.1', 'pass']),
      hidden,
      { kind: 'authorised', terms: [] },
    ],
    [
      'a hidden one refused',
      '-all',
      judged(['10.0.0.1', 'fail']),
      hidden,
      { kind: 'unknown', why: hidden, isHidden: true },
    ],
    [
      'a fail',
      '-all',
      judged(['192.0.2.1', 'fail']),
      undefined,
      { kind: 'missing', terms: ['ip4:192.0.2.1'], isCertain: true },
    ],
    ['neutral', '?all', judged(['192.0.2.1', 'neutral']), undefined, { kind: 'missing', terms: ['ip4:192.0.2.1'] }],
    ['silence', '-all', judged(['192.0.2.1', 'temperror']), undefined, { kind: 'unknown', why: 'the words' }],
    ['no address', '-all', [], 'It has none.', { kind: 'unknown', why: 'It has none.' }],
  ])('%s', async (_, record, addresses, unknown, expected) => {
    const tree = await treeOfRecord(`v=spf1 ${record}`);
    const verdict = judgeAddresses(tree, 'acme.example', { host: 'mail.acme.example', judged: addresses, unknown });
    expect(verdict).toMatchObject(expected);
    if (!('isHidden' in expected)) expect(verdict).not.toHaveProperty('isHidden');
  });

  test('is a fault for certain only where it is the company’s own', async () => {
    const tree = await treeOfRecord('v=spf1 -all');
    const place = { host: 'mail.other.example', judged: judged(['192.0.2.1', 'fail']), unknown: undefined };
    expect(judgeAddresses(tree, 'acme.example', place)).toMatchObject({ kind: 'missing', isCertain: false });
  });
});

test('the terms wanted are those of what is missing and of what only +all lets through, each once', () => {
  const verdicts: readonly Authorisation[] = [
    { kind: 'authorised', by: '+all', lookups: 0, terms: ['ip4:192.0.2.1'] },
    { kind: 'missing', terms: ['ip4:192.0.2.1', 'include:spf.example'], isCertain: true, why: '' },
    { kind: 'unknown', why: '' },
  ];
  expect(wantedTerms(verdicts)).toEqual(['ip4:192.0.2.1', 'include:spf.example']);
});
