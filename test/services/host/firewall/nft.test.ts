import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseNft } from '../../../../source/services/host/firewall/nft.ts';
import { type Block, findBlock } from '../../../../source/services/host/firewall/ruleset.ts';

/** What nft 1.0.6 printed: a table of its own, and beside it one that iptables-nft keeps. */
const printed = readFileSync(join(import.meta.dirname, 'nft-1.0.6.json'), 'utf8');

const blocks = (text: string, port: number): readonly Block[] => {
  const { chains, outputChains } = parseNft(text);
  return outputChains.flatMap((chain) => findBlock(chains, chain, port) ?? []);
};

const dport = (right: unknown, op = '==') => ({
  match: { op, left: { payload: { protocol: 'tcp', field: 'dport' } }, right },
});
const meta = (key: string, right: unknown, op = '==') => ({ match: { op, left: { meta: { key } }, right } });

/** A ruleset whose output chain holds one rule of these expressions. */
const withRule = (...expr: readonly unknown[]): string =>
  JSON.stringify({
    nftables: [
      { set: { family: 'ip', table: 't', name: 'hosts', elem: ['192.0.2.1'] } },
      { chain: { family: 'ip', table: 't', name: 'out', type: 'filter', hook: 'output', prio: 0, policy: 'accept' } },
      { rule: { family: 'ip', table: 't', chain: 'out', expr } },
    ],
  });

describe('nft', () => {
  test('as it printed stops the ports of a named set, less surely where one host is excepted', () => {
    expect(blocks(printed, 25)).toEqual([
      { port: 25, action: 'drop', rule: 'inet filter output: tcp dport 25, 465-467 drop', isCertain: false },
    ]);
    expect(blocks(printed, 466)).toEqual([
      { port: 466, action: 'drop', rule: 'inet filter output: tcp dport 25, 465-467 drop', isCertain: true },
    ]);
  });

  test('as it printed stops what a chain stops that is jumped to, and what iptables added in its own table', () => {
    expect(blocks(printed, 587)).toEqual([
      { port: 587, action: 'reject', rule: 'inet filter out_mail: tcp dport 587 reject', isCertain: true },
      {
        port: 587,
        action: 'drop',
        rule: 'ip filter OUTPUT: tcp dport 587 with further conditions drop',
        isCertain: false,
      },
    ]);
  });

  test('as it printed stops some hosts on 2525, and nothing on 443', () => {
    expect(blocks(printed, 2525)).toMatchObject([{ action: 'drop', isCertain: false }]);
    expect(blocks(printed, 443)).toEqual([]);
  });

  test.each<[string, readonly unknown[], readonly Partial<Block>[]]>([
    ['one port', [dport(25), { drop: null }], [{ isCertain: true }]],
    ['an anonymous set', [dport({ set: [24, { range: [25, 26] }] }), { drop: null }], [{ isCertain: true }]],
    [
      'a set with a timeout an element',
      [dport({ set: [{ elem: { val: 25, timeout: 60 } }] }), { drop: null }],
      [{ isCertain: true }],
    ],
    ['a port that is excepted', [dport(443, '!='), { drop: null }], []],
    ['UDP by number', [meta('l4proto', 'udp'), { drop: null }], []],
    ['TCP among several', [meta('l4proto', { set: ['tcp', 'udp'] }), { drop: null }], [{ isCertain: true }]],
    ['loopback', [meta('oifname', 'lo'), { drop: null }], []],
    ['everything but loopback', [meta('oifname', 'lo', '!='), { drop: null }], [{ isCertain: true }]],
    ['one account', [meta('skuid', 106), dport(25), { drop: null }], [{ isCertain: false }]],
    ['a rate', [dport(25), { limit: { rate: 1 } }, { drop: null }], [{ isCertain: false }]],
    ['a target of iptables that nft cannot read', [dport(25), { xt: { type: 'target', name: 'REJECT' } }], []],
    ['a rule that only counts', [dport(25), { counter: { packets: 0, bytes: 0 } }], []],
  ])('with %s', (_, expressions, expected) => {
    expect(blocks(withRule(...expressions), 25)).toMatchObject(expected);
    expect(blocks(withRule(...expressions), 25)).toHaveLength(expected.length);
  });

  test('that prints something else is refused', () => {
    expect(() => parseNft('table inet filter {')).toThrow(SyntaxError);
    expect(parseNft('{}').outputChains).toEqual([]);
  });
});
