import { describe, expect, it } from 'vitest';
import { lintSpf } from '../../../../source/domain/dns/spf/lint-spf.ts';
import { countLookups, unmeasured } from '../../../../source/domain/dns/spf/tree.ts';
import { faultsOf, treeOf, treeOfRecord } from '../../../support/spf.ts';

const relay = { '_spf.relay.example': { TXT: ['v=spf1 ip4:192.0.2.0/24 ~all'] } };

/** `count` includes that each lead to a record of their own. */
const manyIncludes = (count: number) => ({
  record: `v=spf1 ${Array.from({ length: count }, (_, index) => `include:i${index}.example`).join(' ')} -all`,
  zones: Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`i${index}.example`, { TXT: [`v=spf1 ip4:192.0.2.${index} -all`] }]),
  ),
});

describe('the lint of a whole SPF tree', () => {
  it('finds nothing in a good record', async () => {
    expect(faultsOf(await treeOfRecord('v=spf1 ip4:192.0.2.1 include:_spf.relay.example -all', relay))).toEqual([]);
  });

  it('notices that there is no record', async () => {
    expect(faultsOf(await treeOfRecord('some-verification=1'))).toEqual(['spf.missing']);
    expect(faultsOf(await treeOf({}))).toEqual(['spf.missing']);
  });

  it('does not call a record missing that could not be looked up', async () => {
    const tree = await treeOf({ 'acme.example': { TXT: ['v=spf1 -all'] } }, { 'acme.example': 'servfail' });
    expect(faultsOf(tree)).toEqual([]);
    expect(unmeasured(tree)).toEqual([expect.stringContaining('failed to look up acme.example TXT')]);
  });

  it('notices more than one record', async () => {
    const tree = await treeOf({ 'acme.example': { TXT: ['v=spf1 ip4:192.0.2.1 -all', 'v=spf1 -all'] } });
    expect(faultsOf(tree)).toEqual(['spf.several-records']);
  });

  it.each([[' v=spf1 -all'], ['v=spf1; -all'], ['v = spf1 -all'], ['spf1 -all'], ["'v=spf1 -all"]])(
    'notices that %o is almost a record',
    async (text) => {
      expect(faultsOf(await treeOfRecord(text))).toEqual(['spf.almost-a-record']);
    },
  );

  it('counts lookups on every branch, also those that a match would skip', async () => {
    const tree = await treeOfRecord('v=spf1 include:_spf.relay.example mx redirect=other.example', {
      ...relay,
      'acme.example': {
        TXT: ['v=spf1 include:_spf.relay.example mx redirect=other.example'],
        MX: ['1 mx.acme.example.'],
      },
      'mx.acme.example': { A: ['192.0.2.2'] },
      'other.example': { TXT: ['v=spf1 a:mx.acme.example exists:%{i}.list.example -all'] },
    });
    expect(countLookups(tree)).toBe(5);
  });

  it('allows ten lookups and not eleven', async () => {
    const ten = manyIncludes(10);
    const eleven = manyIncludes(11);
    expect(faultsOf(await treeOfRecord(ten.record, ten.zones))).toEqual(['spf.no-lookups-left']);
    expect(faultsOf(await treeOfRecord(eleven.record, eleven.zones))).toEqual(['spf.too-many-lookups']);
  });

  it('allows two empty lookups and not three', async () => {
    const two = await treeOfRecord('v=spf1 a:x.example mx:y.example -all');
    const three = await treeOfRecord('v=spf1 a:x.example mx:y.example a:z.example -all');
    expect(faultsOf(two)).toEqual(['spf.void-lookup']);
    expect(faultsOf(three)).toEqual(['spf.too-many-voids']);
  });

  it('does not call a lookup empty that only one address family answers', async () => {
    const zones = { 'four.example': { A: ['192.0.2.1'] }, 'six.example': { AAAA: ['2001:db8::1'] } };
    expect(faultsOf(await treeOfRecord('v=spf1 a:four.example a:six.example -all', zones))).toEqual([]);
  });

  it.each([
    ['three names before what sends over IPv6', 'a:x.four a:y.four a:z.four ip6:2001:db8::/32', true],
    ['three names before what sends over IPv4', 'a:x.six a:y.six a:z.six ip4:192.0.2.0/24', true],
    ['names of an include before it', 'include:x.many ip6:2001:db8::/32', true],
    ['two names and one that is not there', 'a:x.four a:y.four a:gone.four ip6:2001:db8::/32', true],
    ['two names', 'a:x.four a:y.four ip6:2001:db8::/32', false],
    ['three names after it', 'ip6:2001:db8::/32 a:x.four a:y.four a:z.four', false],
    ['three names, and nothing that sends over IPv6', 'a:x.four a:y.four a:z.four ip4:192.0.2.0/24', false],
    ['names of both families', 'a:x.both a:y.four a:z.four ip6:2001:db8::/32', false],
    ['mail exchangers, which judges count in two ways', 'mx:x.four a:x.four a:y.four ip6:2001:db8::/32', false],
  ])('minds names of one family that use up the empty lookups of the other: %s', async (_, terms, isFound) => {
    const zones: Record<string, Record<string, string[]>> = {
      'x.many': { TXT: ['v=spf1 a:x.four a:y.four a:z.four -all'] },
    };
    for (const label of ['x', 'y', 'z']) {
      zones[`${label}.four`] = { A: ['198.51.100.1'], MX: [`10 ${label}.four.`] };
      zones[`${label}.six`] = { AAAA: ['2001:db8:1::1'] };
      zones[`${label}.both`] = { A: ['198.51.100.2'], AAAA: ['2001:db8:1::2'] };
    }
    const faults = faultsOf(await treeOfRecord(`v=spf1 ${terms} -all`, zones));
    expect(faults.includes('spf.too-many-voids-of-one-family')).toBe(isFound);
  });

  it('notices an include that leads to no record', async () => {
    const tree = await treeOfRecord('v=spf1 include:relay.example -all', { 'relay.example': { TXT: ['hello'] } });
    expect(faultsOf(tree)).toEqual(['spf.include-without-record']);
  });

  it('notices a redirect that leads to no record', async () => {
    expect(faultsOf(await treeOfRecord('v=spf1 redirect=relay.example'))).toEqual(['spf.redirect-without-record']);
  });

  it('notices a record that leads back to itself', async () => {
    const tree = await treeOfRecord('v=spf1 include:other.example -all', {
      'other.example': { TXT: ['v=spf1 include:ACME.example -all'] },
    });
    expect(faultsOf(tree)).toEqual(['spf.loop']);
  });

  it('ends on a tree that grows without end', async () => {
    const tree = await treeOf({
      'acme.example': { TXT: ['v=spf1 include:a.acme.example -all'] },
      ...Object.fromEntries(
        Array.from({ length: 12 }, (_, level) => [
          `${'a.'.repeat(level + 1)}acme.example`,
          {
            TXT: [
              `v=spf1 include:${'a.'.repeat(level + 2)}acme.example include:${'a.'.repeat(level + 2)}acme.example -all`,
            ],
          },
        ]),
      ),
    });
    expect(faultsOf(tree)).toContain('spf.too-many-lookups');
  });

  it('notices more mail exchangers than receivers look at', async () => {
    const hosts = Array.from({ length: 11 }, (_, index) => `mx${index}.acme.example`);
    const tree = await treeOf({
      'acme.example': { TXT: ['v=spf1 mx -all'], MX: hosts.map((host) => `10 ${host}.`) },
      ...Object.fromEntries(hosts.map((host) => [host, { A: ['192.0.2.1'] }])),
    });
    expect(faultsOf(tree)).toEqual(['spf.too-many-exchangers']);
  });

  it('notices an include that costs its lookups twice', async () => {
    const tree = await treeOfRecord('v=spf1 include:_spf.relay.example include:other.example -all', {
      ...relay,
      'other.example': { TXT: ['v=spf1 include:_spf.relay.example -all'] },
    });
    expect(faultsOf(tree)).toEqual(['spf.repeated-include']);
  });

  it('tells an include that stands there twice once, without those below it', async () => {
    const zones = {
      'other.example': { TXT: ['v=spf1 include:_spf.relay.example -all'] },
      'third.example': { TXT: ['v=spf1 include:other.example -all'] },
      ...relay,
    };
    const twice = await treeOfRecord('v=spf1 include:other.example include:other.example -all', zones);
    expect(faultsOf(twice)).toEqual(['spf.repeated-term']);
    const nested = await treeOfRecord('v=spf1 include:other.example include:third.example -all', zones);
    expect(lintSpf(nested).map(({ message }) => message)).toEqual([
      expect.stringContaining('leads to other.example more than once'),
    ]);
  });

  it.each([
    ['"v=spf1 ip4:192.0.2.1" "-all"', ['spf.glued-strings']],
    ['"v=spf1 a" "mx -all"', ['spf.glued-strings']],
    ['"v=spf1 ip4:192.0.2.1" "1 ip4:192.0.2.2 -all"', []],
    ['"v=spf1 ip4:192.0.2.1 " "-all"', []],
    ['"v=spf1 ip4:192.0.2.1~all"', ['spf.missing-space']],
    ['"v=spf1 ip4:192.0.2.1 ip4:192.0.2.2~all exp=" "why.example"', ['spf.missing-space']],
  ])('tells a space that %s lacks once', async (text, rules) => {
    const zones = { 'acme.example': { TXT: [text], A: ['192.0.2.1'], MX: ['10 acme.example.'] } };
    expect(faultsOf(await treeOf(zones)).filter((rule) => rule !== 'spf.missing-all')).toEqual(rules);
  });

  it('notices the retired record type', async () => {
    const tree = await treeOf({ 'acme.example': { TXT: ['v=spf1 -all'], SPF: ['v=spf1 -all'] } });
    expect(faultsOf(tree)).toEqual(['spf.retired-type']);
  });

  it('says which name each sentence is about', async () => {
    const tree = await treeOfRecord('v=spf1 include:other.example -all', {
      'other.example': { TXT: ['v=spf1 ptr -all'] },
    });
    expect(lintSpf(tree)).toEqual([
      {
        rule: 'spf.ptr',
        severity: 'warn',
        subject: 'other.example',
        message: expect.stringContaining('other.example'),
      },
    ]);
  });
});
