import { type DnsAnswer, type DnsNotFound, isAbsent, joinText, recordsOf } from '../../domain/dns/answer.ts';
import {
  type Blocklist,
  type BlocklistCheck,
  type BlocklistVerdict,
  describeListing,
  readBlocklistAnswers,
} from '../../domain/dns/blocklists/blocklist.ts';
import { normalizeName } from '../../domain/dns/dns-name.ts';
import { reverseLabels } from '../../domain/dns/reverse.ts';
import type { LookupOptions, Resolver } from './resolver.ts';

/** RFC 5782 §5: no list of addresses holds 127.0.0.1, no list of domains holds INVALID; one that does lists everything. */
const neverListed = { addresses: '1.0.0.127', domains: 'invalid' } as const;

/** And every list of addresses holds 127.0.0.2, every list of domains TEST: an answer that must come through. */
const alwaysListed = { addresses: '2.0.0.127', domains: 'test' } as const;

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
  if (answer.kind === 'nodata') return confirmSilence(resolver, asked, options);
  if (isAbsent(answer)) return { ...asked, verdict: { kind: 'clean' }, problems: [] };
  if (answer.kind !== 'answer') return { ...asked, verdict: { kind: 'unknown', reason: answer.reason }, problems: [] };
  const verdict = readBlocklistAnswers(list, answer.records);
  if (verdict.kind !== 'listed') return { ...asked, verdict, problems: [] };
  return confirmListing(resolver, { ...asked, verdict }, name, options);
};

/**
 * What is not listed does not exist; a name that exists without an address is how a resolver looks that takes answers in
 * 127.0.0.0/8 out (dnsmasq --stop-dns-rebind, unbound private-address). What is always listed tells the two apart.
 */
const confirmSilence = async (
  resolver: Resolver,
  asked: Omit<BlocklistCheck, 'problems' | 'verdict'>,
  options: LookupOptions,
): Promise<BlocklistCheck> => {
  const { list } = asked;
  const control = await resolver.lookUp(`${alwaysListed[list.lists]}.${list.zone}`, 'A', options);
  const evidence = [...asked.evidence, control.evidence];
  return { ...asked, verdict: judgeSilence(list, control), problems: [], evidence };
};

/** What an answer without an address is worth, by the answer about what is always listed. */
export const judgeSilence = (
  list: Blocklist,
  control:
    | Pick<Extract<DnsAnswer<'A'>, { readonly kind: 'answer' }>, 'kind' | 'records'>
    | Pick<DnsNotFound<'A'>, 'kind' | 'reason'>,
): BlocklistVerdict => {
  if (control.kind === 'answer') {
    const verdict = readBlocklistAnswers(list, control.records);
    return verdict.kind === 'listed' ? { kind: 'clean' } : verdict;
  }
  if (control.kind !== 'nodata' && control.kind !== 'nxdomain') return { kind: 'unknown', reason: control.reason };
  const reason = `your resolver takes answers in 127.0.0.0/8 out, or the list has ended: not even ${alwaysListed[list.lists]} is on it, which every list holds (RFC 5782 §5)`;
  return { kind: 'unknown', reason };
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
