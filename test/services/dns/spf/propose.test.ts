import { describe, expect, it } from 'vitest';
import type { DnsZones } from '../../../../source/demo/scenario.ts';
import { findPermissions, includesRecordOf } from '../../../../source/domain/dns/spf/authorise.ts';
import { lintSpf } from '../../../../source/domain/dns/spf/lint-spf.ts';
import { countLookups } from '../../../../source/domain/dns/spf/tree.ts';
import { proposeSpf } from '../../../../source/services/dns/spf/propose.ts';
import { readSpfTree, readSpfTreeOfText } from '../../../../source/services/dns/spf/read-tree.ts';
import { patient, resolverOver } from '../../../support/dns.ts';

const brevo: DnsZones = {
  'spf.brevo.example': { TXT: ['v=spf1 ip4:198.51.100.0/24 include:more.brevo.example ~all'] },
  'more.brevo.example': { TXT: ['v=spf1 ip4:203.0.113.0/24 ~all'] },
};

const propose = async (zones: DnsZones, terms: readonly string[] = ['include:spf.brevo.example']) => {
  const resolver = await resolverOver({ ...brevo, ...zones });
  const tree = await readSpfTree(resolver, 'acme.example', patient);
  const proposal = await proposeSpf(resolver, tree, terms, patient);
  if (proposal.kind === 'impossible') return { proposal, published: undefined };
  return { proposal, published: await readSpfTreeOfText(resolver, 'acme.example', proposal.record, patient) };
};

const withRecords = (...texts: string[]): DnsZones => ({ 'acme.example': { TXT: texts } });

/** Providers that cost `count` lookups each, themselves included. */
const provider = (name: string, count: number): DnsZones =>
  Object.fromEntries([
    [
      name,
      {
        TXT: [
          `v=spf1 ${Array.from({ length: count - 1 }, (_, index) => `include:${index}.${name}`).join(' ')} ip4:192.0.2.1 ~all`,
        ],
      },
    ],
    ...Array.from({ length: count - 1 }, (_, index) => [`${index}.${name}`, { TXT: ['v=spf1 ip4:192.0.2.2 ~all'] }]),
  ]);

describe('the SPF record to paste', () => {
  it('is a new one where there is none', async () => {
    const { proposal } = await propose({});
    expect(proposal).toEqual({
      kind: 'merged',
      record: 'v=spf1 include:spf.brevo.example ~all',
      strings: ['v=spf1 include:spf.brevo.example ~all'],
      lookups: 2,
      changes: [
        'acme.example has no SPF record yet; this is a new one.',
        'It now ends in ~all.',
        'include:spf.brevo.example is added.',
      ],
    });
  });

  it('keeps what is there and adds before the end', async () => {
    const { proposal, published } = await propose(withRecords('v=spf1 ip4:192.0.2.1 exp=why.acme.example -all'));
    expect(proposal).toMatchObject({
      record: 'v=spf1 ip4:192.0.2.1 include:spf.brevo.example exp=why.acme.example -all',
      changes: ['include:spf.brevo.example is added.'],
    });
    expect(published && findPermissions(published, ['203.0.113.7', '192.0.2.1'])).toEqual([
      {
        address: '203.0.113.7',
        path: ['include:spf.brevo.example', 'include:more.brevo.example', 'ip4:203.0.113.0/24'],
      },
      { address: '192.0.2.1', path: ['ip4:192.0.2.1'] },
    ]);
  });

  it('puts the space where one is missing, and keeps both terms as they were meant', async () => {
    const { proposal } = await propose(withRecords('v=spf1 ip4:192.0.2.1 include:spf.brevo.example-all'), []);
    expect(proposal).toMatchObject({
      record: 'v=spf1 ip4:192.0.2.1 include:spf.brevo.example -all',
      changes: ['"include:spf.brevo.example-all" becomes "include:spf.brevo.example -all".'],
    });
  });

  it('is the one published when nothing is missing', async () => {
    const { proposal } = await propose({
      ...withRecords('v=spf1 include:all.acme.example -all'),
      'all.acme.example': { TXT: ['v=spf1 include:spf.brevo.example -all'] },
    });
    expect(proposal).toMatchObject({ record: 'v=spf1 include:all.acme.example -all', changes: [] });
  });

  it('adds before a redirect, behind which nobody would look', async () => {
    const { proposal } = await propose({
      ...withRecords('v=spf1 redirect=_spf.acme.example'),
      '_spf.acme.example': { TXT: ['v=spf1 ip4:192.0.2.1 -all'] },
    });
    expect(proposal).toMatchObject({ record: 'v=spf1 include:spf.brevo.example redirect=_spf.acme.example' });
  });

  it('makes one record of several', async () => {
    const { proposal } = await propose(
      withRecords('v=spf1 ip4:192.0.2.1 -all', 'v=spf1 ip4:192.0.2.1 ip4:192.0.2.2 ~all'),
      [],
    );
    expect(proposal).toMatchObject({
      record: 'v=spf1 ip4:192.0.2.1 ip4:192.0.2.2 -all',
      changes: [
        'The 2 records become one.',
        'The second ip4:192.0.2.1 is left out.',
        'ip4:192.0.2.2 moves before all, where it counts.',
        'Of 2 alls the first is kept.',
      ],
    });
  });

  it.each([
    ['v=spf1 ipv4:192.0.2.1 -all', 'v=spf1 ip4:192.0.2.1 -all'],
    ['v=spf1 ip4:192.0.2.1~all', 'v=spf1 ip4:192.0.2.1 ~all'],
    ['v=spf1 ip4:192.0.2.1, -all', 'v=spf1 ip4:192.0.2.1 -all'],
    ['v=spf1 ip4:192.0.2.1 rubbish -all', 'v=spf1 ip4:192.0.2.1 -all'],
    ['v=spf1 include:nowhere.example ip4:192.0.2.1 -all', 'v=spf1 ip4:192.0.2.1 -all'],
    ['v=spf1 a:nowhere.example ip4:192.0.2.1 -all', 'v=spf1 ip4:192.0.2.1 -all'],
    ['v=spf1 include:acme.example ip4:192.0.2.1 -all', 'v=spf1 ip4:192.0.2.1 -all'],
    ['v=spf1 ip4:192.0.2.1 +all', 'v=spf1 ip4:192.0.2.1 ~all'],
    ['v=spf1 ip4:192.0.2.1 ?all', 'v=spf1 ip4:192.0.2.1 ~all'],
    ['v=spf1 ip4:192.0.2.1', 'v=spf1 ip4:192.0.2.1 ~all'],
  ])('mends %s', async (before, after) => {
    const { proposal, published } = await propose(withRecords(before), []);
    expect(proposal).toMatchObject({ record: after });
    expect(published && lintSpf(published)).toEqual([]);
  });

  const partner: DnsZones = { 'partner.example': { TXT: ['v=spf1 ip4:198.51.100.0/24 -all'] } };

  it.each([
    ['?include:partner.example -all', '?include:partner.example -all'],
    ['?include:partner.example ~all', '?include:partner.example ~all'],
    ['~include:partner.example -all', '~include:partner.example -all'],
    ['-include:partner.example ~all', '-include:partner.example ~all'],
    ['-include:partner.example -all', '-all'],
    ['~include:partner.example ~all', '~all'],
    ['~include:partner.example', '~all'],
    // The end that it gets is harder than none: whoever was neutral by name stays so.
    ['?include:partner.example ?all', '?include:partner.example ~all'],
    ['?include:partner.example', '?include:partner.example ~all'],
    ['-include:partner.example ip4:198.51.100.0/25 -all', '-include:partner.example ip4:198.51.100.0/25 -all'],
    ['-include:partner.example -ip4:203.0.113.9 -all', '-ip4:203.0.113.9 -all'],
    ['-all ?include:partner.example', '-all'],
  ])('keeps the sign of %s unless its end says the same', async (before, after) => {
    const { proposal } = await propose({ ...partner, ...withRecords(`v=spf1 ip4:192.0.2.1 ${before}`) }, []);
    expect(proposal).toMatchObject({ record: `v=spf1 ip4:192.0.2.1 ${after}` });
  });

  it.each([
    ['?include:partner.example -all', 'ip4:198.51.100.5 ?include:partner.example -all'],
    ['?include:spf.brevo.example -all', 'ip4:198.51.100.5 ?include:spf.brevo.example -all'],
    ['-ip4:198.51.100.0/24 -all', 'ip4:198.51.100.5 -ip4:198.51.100.0/24 -all'],
    ['-ip4:203.0.113.0/24 -all', '-ip4:203.0.113.0/24 ip4:198.51.100.5 -all'],
    ['-ip4:198.51.100.5 -all', 'ip4:198.51.100.5 -all'],
    ['-ip4:198.51.100.0/24 ip4:198.51.100.5 -all', 'ip4:198.51.100.5 -ip4:198.51.100.0/24 -all'],
    ['ip4:198.51.100.0/25~all', 'ip4:198.51.100.0/25 ~all'],
    ['+all', 'ip4:198.51.100.5 ~all'],
    ['all', 'ip4:198.51.100.5 ~all'],
    ['include:partner.example +all', 'include:partner.example ~all'],
  ])('names the relay in %s where that decides', async (before, after) => {
    const { proposal } = await propose({ ...partner, ...withRecords(`v=spf1 ${before}`) }, ['ip4:198.51.100.5']);
    expect(proposal).toMatchObject({ record: `v=spf1 ${after}` });
  });

  it.each([
    ['-ip4:198.51.100.9 -all', '-ip4:198.51.100.9 include:spf.brevo.example -all'],
    ['?include:spf.brevo.example -all', 'include:spf.brevo.example -all'],
    ['?include:SPF.brevo.example. -all', 'include:spf.brevo.example -all'],
    ['+Include:SPF.brevo.example. -all', '+Include:SPF.brevo.example. -all'],
    ['?include:partner.example -all', 'include:spf.brevo.example ?include:partner.example -all'],
  ])('adds an include to %s behind what is kept out by number, before any other sign', async (before, after) => {
    const { proposal } = await propose({ ...partner, ...withRecords(`v=spf1 ${before}`) });
    expect(proposal).toMatchObject({ record: `v=spf1 ${after}` });
  });

  it.each([
    [['v=spf1 mx -all', 'v=spf1 redirect=partner.example'], 'v=spf1 mx include:partner.example -all'],
    [
      ['v=spf1 redirect=partner.example', 'v=spf1 redirect=spf.brevo.example'],
      'v=spf1 include:partner.example include:spf.brevo.example ~all',
    ],
    [
      ['v=spf1 redirect=partner.example redirect=spf.brevo.example'],
      'v=spf1 include:spf.brevo.example redirect=partner.example',
    ],
    [['v=spf1 mx redirect=partner.example -all'], 'v=spf1 mx -all'],
    [['v=spf1 mx exp=a.example -all', 'v=spf1 a exp=b.example ~all'], 'v=spf1 mx exp=a.example a -all'],
  ])('loses nobody who is behind a redirect in %s', async (texts, record) => {
    const zones = { 'acme.example': { TXT: texts, A: ['192.0.2.1'], MX: ['10 acme.example.'] } };
    const { proposal, published } = await propose({ ...partner, ...zones }, []);
    expect(proposal).toMatchObject({ record });
    expect(published && lintSpf(published).filter(({ severity }) => severity !== 'note')).toEqual([]);
  });

  it.each([
    ['a', 'v=spf1 a mx ~all', 'a:_spf.acme.example mx:_spf.acme.example'],
    ['signs', 'v=spf1 ip4:192.0.2.1 -ip4:192.0.2.2 ~all', undefined],
    ['a redirect', 'v=spf1 ip4:192.0.2.1 redirect=partner.example', undefined],
    ['+all', 'v=spf1 ip4:192.0.2.1 +all', undefined],
    ['macros', 'v=spf1 exists:%{i}.%{d} ~all', undefined],
  ])('unfolds an own include with %s only into what means the same', async (_, own, becomes) => {
    const { proposal } = await propose(
      {
        ...partner,
        ...withRecords('v=spf1 include:_spf.acme.example include:big.example -all'),
        '_spf.acme.example': { TXT: [own], A: ['192.0.2.30'], MX: ['10 _spf.acme.example.'] },
        ...provider('big.example', becomes === undefined ? 10 : 8),
      },
      [],
    );
    expect(proposal).toMatchObject(
      becomes === undefined
        ? { kind: 'impossible', reason: expect.stringContaining('include:_spf.acme.example') }
        : { record: `v=spf1 ${becomes} include:big.example -all` },
    );
  });

  it('writes own hosts as addresses when lookups run out, and only as many as it must', async () => {
    const { proposal, published } = await propose({
      ...withRecords('v=spf1 a mx include:big.example -all'),
      'acme.example': {
        TXT: ['v=spf1 a mx include:big.example -all'],
        A: ['192.0.2.10'],
        AAAA: ['2001:db8::10'],
        MX: ['10 mx.acme.example.'],
      },
      'mx.acme.example': { A: ['192.0.2.20'] },
      ...provider('big.example', 7),
    });
    expect(proposal).toMatchObject({
      record: 'v=spf1 ip4:192.0.2.10 ip6:2001:db8::10 mx include:big.example include:spf.brevo.example -all',
      lookups: 10,
    });
    expect(published && countLookups(published)).toBe(10);
  });

  it('unfolds own includes before it gives up', async () => {
    const { proposal, published } = await propose({
      ...withRecords('v=spf1 include:_spf.acme.example include:big.example -all'),
      '_spf.acme.example': { TXT: ['v=spf1 ip4:192.0.2.1 a:host.acme.example ~all'] },
      'host.acme.example': { A: ['192.0.2.30'] },
      ...provider('big.example', 8),
    });
    expect(proposal).toMatchObject({
      record: 'v=spf1 ip4:192.0.2.1 ip4:192.0.2.30 include:big.example include:spf.brevo.example -all',
      lookups: 10,
    });
    expect(published && includesRecordOf(published, 'spf.brevo.example')).toBe(true);
  });

  it('says that there is none when providers alone take more than ten lookups', async () => {
    const { proposal } = await propose({
      ...withRecords('v=spf1 include:big.example include:large.example -all'),
      ...provider('big.example', 6),
      ...provider('large.example', 4),
    });
    expect(proposal).toEqual({
      kind: 'impossible',
      lookups: 12,
      reason: expect.stringContaining('include:big.example 6, include:large.example 4, include:spf.brevo.example 2'),
    });
  });

  it('is cut into strings that a zone file takes', async () => {
    const many = Array.from({ length: 30 }, (_, index) => `ip4:198.51.100.${index}`).join(' ');
    const { proposal } = await propose(withRecords(`v=spf1 ${many} -all`));
    const strings = proposal.kind === 'merged' ? proposal.strings : [];
    expect(strings.map((string) => string.length)).toEqual(
      [255, expect.any(Number), expect.any(Number)].slice(0, strings.length),
    );
    expect(proposal).toMatchObject({ record: strings.join('') });
  });
});
