import { isAbsent, joinText, recordsOf } from '../../domain/dns/answer.ts';
import {
  type Blocklist,
  type BlocklistCheck,
  describeListing,
  readBlocklistAnswers,
} from '../../domain/dns/blocklists/blocklist.ts';
import { normalizeName } from '../../domain/dns/name.ts';
import { reverseLabels } from '../../domain/dns/reverse.ts';
import type { LookupOptions, Resolver } from './resolver.ts';

/** RFC 5782 §5: no list of addresses holds 127.0.0.1, no list of domains holds INVALID; one that does lists everything. */
const neverListed = { addresses: '1.0.0.127', domains: 'invalid' } as const;

const askList = async (
  resolver: Resolver,
  list: Blocklist,
  subject: string,
  labels: string,
  options: LookupOptions,
): Promise<BlocklistCheck> => {
  const name = `${labels}.${list.zone}`;
  const answer = await resolver.lookUp(name, 'A', options);
  const asked = { list, subject, words: undefined, evidence: [answer.evidence] };
  if (isAbsent(answer)) return { ...asked, verdict: { kind: 'clean' }, problems: [] };
  if (answer.kind !== 'answer') return { ...asked, verdict: { kind: 'unknown', reason: answer.reason }, problems: [] };
  const verdict = readBlocklistAnswers(list, answer.records);
  if (verdict.kind !== 'listed') return { ...asked, verdict, problems: [] };
  return confirmListing(resolver, { ...asked, verdict }, name, options);
};

/** A listing counts only if the list does not list everything; its own words come from a TXT record. */
const confirmListing = async (
  resolver: Resolver,
  listing: Omit<BlocklistCheck, 'problems'>,
  name: string,
  options: LookupOptions,
): Promise<BlocklistCheck> => {
  const { list } = listing;
  const [text, control] = await Promise.all([
    resolver.lookUp(name, 'TXT', options),
    resolver.lookUp(`${neverListed[list.lists]}.${list.zone}`, 'A', options),
  ]);
  const evidence = [...listing.evidence, text.evidence, control.evidence];
  if (control.kind === 'answer') {
    const reason = `it also lists ${neverListed[list.lists]}, which no working list does (RFC 5782 §5)`;
    return { ...listing, verdict: { kind: 'unknown', reason }, problems: [], evidence };
  }
  const words = recordsOf(text).map(joinText).join(' ');
  const check = { ...listing, words: words === '' ? undefined : words, evidence };
  return { ...check, problems: describeListing(check) };
};

/** Asks the lists of addresses about an address, all at once. */
export const checkAddressOnBlocklists = (
  resolver: Resolver,
  lists: readonly Blocklist[],
  address: string,
  options: LookupOptions,
): Promise<readonly BlocklistCheck[]> =>
  Promise.all(
    lists
      .filter((list) => list.lists === 'addresses')
      .map((list) => askList(resolver, list, address, reverseLabels(address), options)),
  );

/** Asks the lists of domains about a domain, all at once. */
export const checkDomainOnBlocklists = (
  resolver: Resolver,
  lists: readonly Blocklist[],
  domain: string,
  options: LookupOptions,
): Promise<readonly BlocklistCheck[]> =>
  Promise.all(
    lists
      .filter((list) => list.lists === 'domains')
      .map((list) => askList(resolver, list, normalizeName(domain), normalizeName(domain), options)),
  );
