import { normalizeName } from '../../../domain/dns/name.ts';
import { mergeSpf, type SpfAddition, type SpfMerge } from '../../../domain/dns/spf/merge/merge.ts';
import { countLookups, type SpfNode } from '../../../domain/dns/spf/tree.ts';
import type { LookupOptions, Resolver } from '../resolver.ts';
import { readSpfTree, readSpfTreeOfText } from './read-tree.ts';

const priceTerm = async (resolver: Resolver, term: string, options: LookupOptions): Promise<SpfAddition> => {
  const target = /^[+?~-]?include:(.+)$/i.exec(term)?.[1];
  if (target === undefined) return { term, lookups: /^[+?~-]?ip[46]:/i.test(term) ? 0 : 1 };
  return { term, lookups: 1 + countLookups(await readSpfTree(resolver, normalizeName(target), options)) };
};

/**
 * The record to paste so that the domain authorises these terms as well (`include:spf.brevo.com`, `ip4:192.0.2.1`).
 * The proposal is read as if it were published, because a term that was mended may lead to more than it seemed.
 */
export const proposeSpf = async (
  resolver: Resolver,
  tree: SpfNode,
  terms: readonly string[],
  options: LookupOptions,
): Promise<SpfMerge> => {
  const additions = await Promise.all(terms.map((term) => priceTerm(resolver, term, options)));
  const first = mergeSpf(tree, additions);
  if (first.kind === 'impossible') return first;
  const second = mergeSpf(await readSpfTreeOfText(resolver, tree.domain, first.record, options), []);
  return second.kind === 'impossible'
    ? second
    : { ...second, changes: [...new Set([...first.changes, ...second.changes])] };
};
