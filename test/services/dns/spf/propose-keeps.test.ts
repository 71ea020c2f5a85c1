import { describe, expect, it } from 'vitest';
import type { DnsZones } from '../../../../source/demo/scenario.ts';
import { evaluateTree, type TreeVerdict } from '../../../../source/domain/dns/spf/evaluate-tree.ts';
import { toPieces } from '../../../../source/domain/dns/spf/merge/piece.ts';
import { shrink } from '../../../../source/domain/dns/spf/merge/shrink.ts';
import type { SpfNode } from '../../../../source/domain/dns/spf/tree.ts';
import type { Resolver } from '../../../../source/services/dns/resolver.ts';
import { evaluateSpf } from '../../../../source/services/dns/spf/evaluate.ts';
import { proposeSpf } from '../../../../source/services/dns/spf/propose.ts';
import { readSpfTree, readSpfTreeOfText } from '../../../../source/services/dns/spf/read-tree.ts';
import { patient, resolverFor, resolverOver, serveZones } from '../../../support/dns.ts';

/** Mulberry32: the same records on every run. */
const random = (seed: number) => {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number): number => Math.floor(next() * count);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  return { below, pick };
};

const partners: DnsZones = {
  'one.example': { TXT: ['v=spf1 ip4:192.0.2.0/29 -all'] },
  'two.example': { TXT: ['v=spf1 ip4:192.0.2.4/30 ip4:198.51.100.0/30 ~all'] },
  'three.example': { TXT: ['v=spf1 -ip4:192.0.2.1 include:one.example ?all'] },
  '_spf.acme.example': { TXT: ['v=spf1 a:host.acme.example ~ip4:192.0.2.2 ip4:192.0.2.0/30 ~all'] },
  'plus.acme.example': { TXT: ['v=spf1 a ip4:192.0.2.5 include:one.example ~all'], A: ['203.0.113.9'] },
  'host.acme.example': { A: ['203.0.113.1'] },
  'mx.acme.example': { A: ['203.0.113.2'] },
};

const names = [
  'one.example',
  'two.example',
  'three.example',
  '_spf.acme.example',
  'plus.acme.example',
  'nobody.example',
];
const networks = ['192.0.2.0/30', '192.0.2.1', '192.0.2.6', '198.51.100.0/24', '203.0.113.1'];
const relay = '198.51.100.2';
const senders = [
  ...['192.0.2.0', '192.0.2.1', '192.0.2.2', '192.0.2.5', '192.0.2.6', '192.0.2.9'],
  ...['198.51.100.1', relay, '198.51.100.99', '203.0.113.1', '203.0.113.2', '203.0.113.9'],
];

const makeRecord = (seed: number): string => {
  const { below, pick } = random(seed);
  const terms = Array.from({ length: 1 + below(4) }, () => {
    const sign = pick(['', '', '', '?', '~', '-']);
    return `${sign}${pick([`include:${pick(names)}`, `include:${pick(names)}`, `ip4:${pick(networks)}`, 'mx', 'a'])}`;
  });
  return ['v=spf1', ...terms, pick(['-all', '-all', '~all', '?all', '+all', 'redirect=two.example', ''])]
    .join(' ')
    .trim();
};

const zonesWith = (record: string): DnsZones => ({
  ...partners,
  'acme.example': { TXT: [record], A: ['203.0.113.1'], MX: ['10 mx.acme.example.'] },
});

/** What an end that protects nobody is replaced by; who is named by no term is judged by the end alone. */
const isByEnd = (path: readonly string[]): boolean => path.length === 0 || /^[+?]?all$/.test(path.join());

const resultOf = (tree: SpfNode, address: string) => evaluateTree(tree, { kind: 'address', address }, 'lenient').result;

const expectedResult = (address: string, { result, path }: TreeVerdict): string => {
  if (address === relay) return 'pass';
  return isByEnd(path) && result !== 'fail' ? 'softfail' : result;
};

/** What becomes of each sender, before and after, where it is not what it should be. */
const compare = async (resolver: Resolver, record: string): Promise<readonly string[]> => {
  const before = await readSpfTree(resolver, 'acme.example', patient);
  const proposal = await proposeSpf(resolver, before, [`ip4:${relay}`], patient);
  if (proposal.kind === 'impossible') return [`${record}: ${proposal.reason}`];
  const after = await readSpfTreeOfText(resolver, 'acme.example', proposal.record, patient);
  return senders.flatMap((address) => {
    const old = evaluateTree(before, { kind: 'address', address }, 'lenient');
    const { result } = evaluateTree(after, { kind: 'address', address });
    return result === expectedResult(address, old)
      ? []
      : [`${address} ${old.result} > ${result}: ${record} > ${proposal.record}`];
  });
};

describe('the SPF record to paste', () => {
  it('changes nothing for whom the published one names, passed or kept out, and passes the relay', async () => {
    const wrong: string[] = [];
    const server = await serveZones({});
    for (let seed = 1; seed <= 300; seed += 1) {
      const record = makeRecord(seed);
      server.setZones(zonesWith(record));
      wrong.push(...(await compare(resolverFor(server), record)));
    }
    expect(wrong).toEqual([]);
  });
});

describe('a record with fewer lookups', () => {
  it('makes the same of every sender', async () => {
    const wrong: string[] = [];
    const server = await serveZones({});
    for (let seed = 2000; seed <= 2150; seed += 1) {
      const record = makeRecord(seed);
      server.setZones(zonesWith(record));
      const resolver = resolverFor(server);
      const before = await readSpfTree(resolver, 'acme.example', patient);
      const terms = before.selection.kind === 'record' ? before.selection.record.terms : [];
      const { pieces } = shrink(toPieces(terms, before), before, 0);
      const text = ['v=spf1', ...pieces.map(({ term }) => term.text)].join(' ');
      const after = await readSpfTreeOfText(resolver, 'acme.example', text, patient);
      const differ = senders.filter((address) => resultOf(before, address) !== resultOf(after, address));
      if (differ.length > 0) wrong.push(`${differ.join()}: ${record} > ${text}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe('the evaluation of a tree', () => {
  it('decides as a receiver that follows the standard, by an implementation of others', async () => {
    const wrong: string[] = [];
    for (let seed = 1000; seed <= 1060; seed += 1) {
      const record = makeRecord(seed);
      const resolver = await resolverOver(zonesWith(record));
      const tree = await readSpfTree(resolver, 'acme.example', patient);
      for (const address of senders) {
        const question = { ip: address, helo: 'relay.example', mailFrom: 'a@acme.example' };
        const { result } = await evaluateSpf(resolver, question, patient);
        const ours = evaluateTree(tree, { kind: 'address', address }).result;
        if (ours !== result) wrong.push(`${address} ${result} > ${ours}: ${record}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
