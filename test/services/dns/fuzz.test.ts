import { encode } from 'dns-packet';
import { describe, expect, it } from 'vitest';
import { lintDkimKey } from '../../../source/domain/dns/dkim/lint-dkim.ts';
import { lintDmarc } from '../../../source/domain/dns/dmarc/lint-dmarc.ts';
import { parseDmarc } from '../../../source/domain/dns/dmarc/record.ts';
import { lintSpf } from '../../../source/domain/dns/spf/lint-spf.ts';
import { mergeSpf } from '../../../source/domain/dns/spf/merge/merge.ts';
import { isSpfText, parseSpf } from '../../../source/domain/dns/spf/parse.ts';
import type { SpfNode } from '../../../source/domain/dns/spf/tree.ts';
import { readPublicKey } from '../../../source/services/dns/dkim/public-key.ts';
import { followAliases } from '../../../source/services/dns/wire/chain.ts';
import { encodeQuery, readDnsReply } from '../../../source/services/dns/wire/dns-message.ts';
import { createNoise, createNonsense } from '../../support/noise.ts';

const rounds = 3000;

const nodeOf = (text: string): SpfNode => ({
  domain: 'acme.example',
  selection: { kind: 'record', record: parseSpf([text]) },
  texts: [text],
  retired: [],
  lookups: [],
  evidence: [],
});

describe('nonsense', () => {
  it('in packets is foreign, malformed or a reply, and never more', () => {
    const noise = createNoise(7208);
    const query = encodeQuery('acme.example', 'TXT', 4711, true);
    const reply = encode({
      type: 'response',
      id: 4711,
      questions: [{ type: 'TXT', name: 'acme.example' }],
      answers: [
        { type: 'CNAME', name: 'acme.example', ttl: 5, data: 'other.example' },
        { type: 'TXT', name: 'other.example', ttl: 5, data: ['v=spf1 ', '-all'] },
        { type: 'MX', name: 'other.example', ttl: 5, data: { preference: 1, exchange: 'mx.example' } },
        { type: 'A', name: 'other.example', ttl: 5, data: '192.0.2.1' },
      ],
    });
    const kinds = new Set<string>();
    for (let round = 0; round < rounds; round += 1) {
      const bytes = Buffer.from(reply.subarray(0, 12 + (noise() % reply.length)));
      for (let change = noise() % 6; change > 0; change -= 1)
        bytes[2 + (noise() % (bytes.length - 2))] = noise() & 0xff;
      const read = readDnsReply(bytes, query);
      if (read.kind === 'reply') followAliases(read.answers, 'acme.example', 'TXT');
      kinds.add(read.kind);
    }
    expect(kinds).toEqual(new Set(['foreign', 'malformed', 'reply']));
  });

  it('in SPF records is linted and mended into a record that is one', () => {
    const next = createNonsense(createNoise(1), [
      ...[
        'v=spf1 ',
        ' ',
        'include:',
        'ip4:',
        'ip6:',
        'a',
        'mx',
        'ptr',
        'exists:',
        'all',
        'redirect=',
        'exp=',
        '~',
        '-',
      ],
      ...[
        '192.0.2.1',
        '/24',
        '//64',
        '/',
        ':',
        '=',
        'example.com',
        '%{i}',
        '%',
        '%{',
        '::1',
        '2001:db8::',
        'é',
        '\ufffd',
      ],
    ]);
    for (let round = 0; round < rounds; round += 1) {
      const node = nodeOf(`v=spf1 ${next()}`);
      expect(Array.isArray(lintSpf(node))).toBe(true);
      const merged = mergeSpf(node, [{ term: 'ip4:192.0.2.9', lookups: 0 }]);
      if (merged.kind !== 'merged') continue;
      expect(isSpfText(merged.record)).toBe(true);
      expect(lintSpf(nodeOf(merged.record)).map(({ rule }) => rule)).not.toContain('spf.syntax');
    }
  });

  it('in DMARC and DKIM records is linted', () => {
    const next = createNonsense(createNoise(2), [
      ...[
        'v=DMARC1',
        'v=DKIM1',
        ';',
        ' ',
        'p=',
        'reject',
        'none',
        'sp=',
        'rua=',
        'mailto:',
        'a@b.example',
        ',',
        '!10m',
      ],
      ...['k=', 'rsa', 'ed25519', 'p=MIIB', 't=y', 'h=', ':', '=', '\\;', '"', 'é', 'pct=', '-1'],
    ]);
    for (let round = 0; round < rounds; round += 1) {
      const text = next();
      expect(Array.isArray(lintDmarc('acme.example', parseDmarc(text)))).toBe(true);
      const material = readPublicKey(round % 2 === 0 ? 'rsa' : 'ed25519', text);
      expect(Array.isArray(lintDkimKey('s._domainkey.acme.example', text, material))).toBe(true);
    }
  });
});
