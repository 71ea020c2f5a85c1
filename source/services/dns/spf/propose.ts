import { normalizeName } from '../../../domain/dns/dns-name.ts';
import { namedAddresses } from '../../../domain/dns/spf/authorise.ts';
import type { SpfAddition } from '../../../domain/dns/spf/merge/insert.ts';
import { mergeSpf, type SpfMerge } from '../../../domain/dns/spf/merge/merge.ts';
import { countLookups, type SpfNode } from '../../../domain/dns/spf/tree.ts';
import type { LookupOptions, Resolver } from '../resolver.ts';
import { readSpfTree, readSpfTreeOfText } from './read-tree.ts';

const priceTerm = async (resolver: Resolver, term: string, options: LookupOptions): Promise<SpfAddition> => {
  const target = /^[+?~-]?include:(.+)$/i.exec(term)?.[1];
  if (target === undefined) return { term, lookups: /^[+?~-]?ip[46]:/i.test(term) ? 0 : 1 };
  return { term, lookups: 1 + countLookups(await readSpfTree(resolver, normalizeName(target), options)) };
};

const addressOf = (term: string): string | undefined => /^\+?ip[46]:([^/]+)$/i.exec(term)?.[1];

/** The terms that are still to be added once the record is mended: an address may be in a network it names already. */
const lackingTerms = async (
  resolver: Resolver,
  tree: SpfNode,
  terms: readonly string[],
  options: LookupOptions,
): Promise<readonly string[]> => {
  const mended = mergeSpf(tree, []);
  if (mended.kind === 'impossible') return terms;
  const addresses = terms.flatMap((term) => addressOf(term) ?? []);
  if (addresses.length === 0) return terms;
  const named = namedAddresses(await readSpfTreeOfText(resolver, tree.domain, mended.record, options), addresses);
  return terms.filter((term) => !named.includes(addressOf(term) ?? ''));
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
  const lacking = await lackingTerms(resolver, tree, terms, options);
  const additions = await Promise.all(lacking.map((term) => priceTerm(resolver, term, options)));
  const first = mergeSpf(tree, additions);
  if (first.kind === 'impossible') return first;
  const second = mergeSpf(await readSpfTreeOfText(resolver, tree.domain, first.record, options), []);
  return second.kind === 'impossible'
    ? second
    : { ...second, changes: [...new Set([...first.changes, ...second.changes])] };
};
