import { describe, expect, it } from 'vitest';
import { lintSpf } from '../../../../source/domain/dns/spf/lint-spf.ts';
import { faultsOf, treeOf, treeOfRecord } from '../../../support/spf.ts';

const host = { 'host.example': { A: ['192.0.2.1'] } };
const long = (bytes: number): string => `v=spf1 x=${'0'.repeat(bytes - 'v=spf1 x= -all'.length)} -all`;

describe('the lint of SPF terms', () => {
  it.each([
    ['spf.pass-all', 'v=spf1 +all'],
    ['spf.pass-all', 'v=spf1 all'],
    ['spf.neutral-all', 'v=spf1 ip4:192.0.2.1 ?all'],
    ['spf.missing-all', 'v=spf1 ip4:192.0.2.1'],
    ['spf.missing-all', 'v=spf1'],
    ['spf.several-alls', 'v=spf1 ip4:192.0.2.1 ~all -all'],
    ['spf.after-all', 'v=spf1 -all ip4:192.0.2.1'],
    ['spf.redirect-beside-all', 'v=spf1 -all redirect=host.example'],
    ['spf.repeated-modifier', 'v=spf1 -all exp=a.host.example exp=b.host.example'],
    ['spf.ptr', 'v=spf1 ptr -all'],
    ['spf.syntax', 'v=spf1 ipv4:192.0.2.1 -all'],
    ['spf.syntax', 'v=spf1 ip4:192.0.2.999 -all'],
    ['spf.syntax', 'v=spf1 ip4:192.0.2.0/33 -all'],
    ['spf.syntax', 'v=spf1 ip4:%{i} -all'],
    ['spf.syntax', 'v=spf1 ip6:2001:db8::/129 -all'],
    ['spf.syntax', 'v=spf1 ip4:2001:db8::1 -all'],
    ['spf.syntax', 'v=spf1 include: -all'],
    ['spf.syntax', 'v=spf1 include -all'],
    ['spf.syntax', 'v=spf1 a:localhost -all'],
    ['spf.syntax', 'v=spf1 exists:%{i}.%{t}.host.example -all'],
    ['spf.syntax', 'v=spf1 exists:%{q}.host.example -all'],
    ['spf.syntax', 'v=spf1 -all:host.example'],
    ['spf.syntax', 'v=spf1 ip4:192.0.2.1, -all'],
    ['spf.missing-space', 'v=spf1 ip4:192.0.2.1~all'],
    ['spf.missing-space', 'v=spf1 include:host.exampleinclude:host.example -all'],
    ['spf.macro', 'v=spf1 exists:%{ir}.%{v}._spf.host.example -all'],
    ['spf.macro-p', 'v=spf1 exists:%{p}.host.example -all'],
    ['spf.unknown-modifier', 'v=spf1 moo=cow -all'],
    ['spf.uppercase', 'V=SPF1 -all'],
    ['spf.uppercase', 'v=spf1 IP4:192.0.2.1 -all'],
    ['spf.repeated-term', 'v=spf1 ip4:192.0.2.1 a:host.example ip4:192.0.2.1 -all'],
    ['spf.include-not-pass', 'v=spf1 ~include:host.example -all'],
    ['spf.too-wide', 'v=spf1 ip4:0.0.0.0/0 -all'],
    ['spf.too-wide', 'v=spf1 ip6:2000::/3 -all'],
    ['spf.too-wide', 'v=spf1 a:host.example/1 -all'],
    ['spf.private-network', 'v=spf1 ip4:10.0.0.5 -all'],
    ['spf.private-network', 'v=spf1 ip6:fd00::/8 -all'],
    ['spf.rather-long', long(480)],
    ['spf.too-long', long(600)],
  ])('%s: %s', async (rule, record) => {
    expect(faultsOf(await treeOfRecord(record, host))).toContain(rule);
  });

  it('tells how a mechanism is spelt', async () => {
    const [problem] = lintSpf(await treeOfRecord('v=spf1 ipv4:192.0.2.1 -all'));
    expect(problem?.message).toContain('Write ip4.');
  });

  it('tells where the space is missing', async () => {
    const problems = lintSpf(await treeOfRecord('v=spf1 ip4:192.0.2.1~all'));
    expect(problems.map(({ message }) => message)).toContainEqual(expect.stringContaining('"ip4:192.0.2.1 ~all"'));
  });

  it.each([
    ['v=spf1 include:spf.example-all', '"include:spf.example -all"'],
    ['v=spf1 redirect=spf.example-all', '"redirect=spf.example -all"'],
    ['v=spf1 ip4:192.0.2.1ip4:192.0.2.2~all', '"ip4:192.0.2.1 ip4:192.0.2.2 ~all"'],
  ])('tells a missing space once, though what stands there may be a domain: %s', async (record, meant) => {
    const problems = lintSpf(await treeOfRecord(record));
    expect(problems.filter(({ severity }) => severity !== 'note').map(({ message }) => message)).toEqual([
      expect.stringContaining(meant),
    ]);
  });

  it('notices strings that were cut where a space should be', async () => {
    const cut = await treeOf({ 'acme.example': { TXT: ['"v=spf1 ip4:192.0.2.1" "ip4:192.0.2.2 -all"'] } });
    const whole = await treeOf({ 'acme.example': { TXT: ['"v=spf1 ip4:192.0.2.1 " "ip4:192.0.2.2 -all"'] } });
    expect(faultsOf(cut)).toContain('spf.glued-strings');
    expect(faultsOf(whole)).toEqual([]);
  });

  it.each([
    'v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 a:host.example/24//64 ~all',
    'v=spf1 +ip4:192.0.2.1 -all',
    'v=spf1 a:host.example. -all',
    'v=spf1 ip6:2001:dba:f403:c0a::/64 ip6:2001:dba:1::1 -all',
    'v=spf1 a:spf-all.host.example -all',
    `v=spf1 ${Array.from({ length: 20 }, (_, index) => `ip4:192.0.2.${index}`).join(' ')} -all`,
  ])('has nothing to say about %s', async (record) => {
    const other = { 'spf-all.host.example': { A: ['192.0.2.2'] } };
    expect(faultsOf(await treeOfRecord(record, { ...host, ...other }))).toEqual([]);
  });
});
