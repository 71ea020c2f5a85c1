import { describe, expect, test } from 'vitest';
import type { DnsZones } from '../../../../source/demo/scenario.ts';
import { type JudgedRelay, lintSpfFor } from '../../../../source/domain/dns/spf/reached.ts';
import { treeOf, treeOfRecord } from '../../../support/spf.ts';

const passed = (host: string, lookups: number): JudgedRelay => ({
  host,
  verdict: { kind: 'authorised', by: 'ip4', lookups, terms: [] },
});
const missing: JudgedRelay = { host: 'b.example', verdict: { kind: 'missing', terms: [], isCertain: true, why: '' } };
const unknown: JudgedRelay = { host: 'c.example', verdict: { kind: 'unknown', why: '' } };

const eleven = Array.from({ length: 11 }, (_, index) => `include:i${index}.example`).join(' ');
const names: DnsZones = Object.fromEntries(
  Array.from({ length: 11 }, (_, index) => [`i${index}.example`, { TXT: ['v=spf1 ip4:192.0.2.1 -all'] }]),
);

describe('a fault that receivers meet only behind the servers in use', () => {
  test.each([
    ['spf.too-many-lookups', `${eleven} -all`],
    ['spf.too-many-voids', 'ip4:192.0.2.1 a:x.example a:y.example a:z.example -all'],
    ['spf.include-without-record', 'ip4:192.0.2.1 include:nowhere.example -all'],
    ['spf.loop', 'ip4:192.0.2.1 include:acme.example -all'],
  ])('%s is a warning that says both', async (rule, record) => {
    const tree = await treeOfRecord(`v=spf1 ${record}`, names);
    const found = lintSpfFor(tree, [passed('mail.acme.example', 1)]).find((problem) => problem.rule === rule);
    expect(found?.severity).toBe('warn');
    expect(found?.message).toMatch(/permerror/);
    expect(found?.message).toMatch(/come to mail\.acme\.example after 1 lookup, before that, and pass its mail today/);
  });

  test.each([
    ['no server is known', []],
    ['one of them is not passed', [passed('mail.acme.example', 1), missing]],
    ['nobody knows of one of them', [passed('mail.acme.example', 1), unknown]],
  ])('keeps its weight where %s', async (_, relays) => {
    const tree = await treeOfRecord(`v=spf1 ${eleven} -all`, names);
    expect(lintSpfFor(tree, relays)).toMatchObject([{ rule: 'spf.too-many-lookups', severity: 'fail' }]);
  });

  test.each([
    ['spf.pass-all', 'v=spf1 +all'],
    ['spf.too-wide', 'v=spf1 ip4:0.0.0.0/1 -all'],
  ])('%s is none: it fails whoever comes first', async (rule, text) => {
    const tree = await treeOf({ 'acme.example': { TXT: [text] } });
    expect(lintSpfFor(tree, [passed('mail.acme.example', 0)])).toMatchObject([{ rule, severity: 'fail' }]);
  });
});
