import { expect, test } from 'vitest';
import { describeUnnamed } from '../../../source/causes/dns/propose-spf-record.ts';
import type { Authorisation } from '../../../source/domain/dns/spf/relay-authorisation.ts';

const named: Authorisation = { kind: 'authorised', by: 'ip4', lookups: 0, terms: [] };
const hidden: Authorisation = { ...named, by: '+all', isHidden: true };
const unknown: Authorisation = { kind: 'unknown', why: 'DNS kept silent.' };
const missing: Authorisation = { kind: 'missing', terms: ['ip4:192.0.2.1'], isCertain: true, why: '' };

test.each<[string, readonly Authorisation[], readonly string[]]>([
  ['servers that it names or will name', [named, missing], []],
  ['a server whose address is hidden behind +all', [named, hidden], ['s1.example']],
  ['a server that nobody could judge', [unknown], ['s0.example']],
  ['two such servers', [unknown, hidden], ['s0.example', 's1.example']],
])('a proposed record is not published unseen with %s', (_, verdicts, hosts) => {
  const judged = verdicts.map((verdict, index) => ({ host: `s${index}.example`, verdict }));
  const words = describeUnnamed(judged);
  if (hosts.length === 0) expect(words).toBeUndefined();
  else expect(words).toContain(`Whether the proposed record names ${hosts.join(' and ')} is not known`);
});
