import { blocklists } from '../domain/dns/blocklists/lists.ts';
import { usualSelectors } from '../domain/dns/dkim/usual-selectors.ts';
import { domainOf } from '../domain/dns/name.ts';
import { reportBlocklists } from '../domain/dns/report/blocklist-section.ts';
import { reportDkim } from '../domain/dns/report/dkim-section.ts';
import { reportDmarc } from '../domain/dns/report/dmarc-section.ts';
import { reportMx } from '../domain/dns/report/mx-section.ts';
import { type RelayAddress, reportRelay } from '../domain/dns/report/relay-section.ts';
import type { ReportSection } from '../domain/dns/report/section.ts';
import { reportSpf } from '../domain/dns/report/spf-section.ts';
import { findPermissions } from '../domain/dns/spf/authorise.ts';
import { describeHostLookup, describeResolutionFailure, type ResolveHost } from '../domain/probes/network.ts';
import { checkAddressOnBlocklists, checkDomainOnBlocklists } from '../services/dns/blocklists.ts';
import { readDkimKeys } from '../services/dns/dkim/read-keys.ts';
import { checkAlignment, readDmarc } from '../services/dns/dmarc/read-dmarc.ts';
import { readMx } from '../services/dns/mx.ts';
import type { LookupOptions, Resolver } from '../services/dns/resolver.ts';
import { readReverse } from '../services/dns/reverse.ts';
import { evaluateSpf } from '../services/dns/spf/evaluate.ts';
import { proposeSpf } from '../services/dns/spf/propose.ts';
import { readSpfTree } from '../services/dns/spf/read-tree.ts';

/** What `probe dns` was asked. */
export interface DnsQuestion {
  readonly domain: string;
  /** The server that the domain's mail leaves through. */
  readonly relay: string | undefined;
  readonly selectors: readonly string[];
  /** The envelope sender. */
  readonly from: string;
}

/** How a section looks things up; hosts as Odoo would, with /etc/hosts and the search list. */
interface SectionOptions extends LookupOptions {
  readonly resolveHost: ResolveHost;
  readonly timeoutMs: number;
}

/** One section of the report: what it is called, and how it is found out. */
export interface SectionProbe {
  readonly id: string;
  readonly title: string;
  run(resolver: Resolver, question: DnsQuestion, options: SectionOptions): Promise<ReportSection>;
}

const findRelay = async (host: string, { resolveHost, timeoutMs, signal }: SectionOptions) => {
  const startedAt = new Date();
  const found = await resolveHost(host, { timeoutMs, signal });
  const evidence = [describeHostLookup(host, found, { startedAt, endedAt: new Date() })];
  return found.kind === 'addresses'
    ? { addresses: found.addresses.map(({ address }) => address), unknown: undefined, evidence }
    : { addresses: [], unknown: describeResolutionFailure(host, found.reason), evidence };
};

const toNetworkTerm = (address: string): string => `${address.includes(':') ? 'ip6' : 'ip4'}:${address}`;

const probeSpf = async (
  resolver: Resolver,
  { domain, relay }: DnsQuestion,
  options: SectionOptions,
): Promise<ReportSection> => {
  const [tree, found] = await Promise.all([
    readSpfTree(resolver, domain, options),
    relay === undefined ? undefined : findRelay(relay, options),
  ]);
  if (tree.selection.kind === 'unknown') return reportSpf(tree, undefined);
  const addresses = found?.addresses ?? [];
  const permitted = findPermissions(tree, addresses).map(({ address }) => address);
  const missing = addresses.filter((address) => !permitted.includes(address));
  return reportSpf(tree, await proposeSpf(resolver, tree, missing.map(toNetworkTerm), options));
};

const probeRelayAddress = async (
  resolver: Resolver,
  address: string,
  { relay = '', from }: DnsQuestion,
  options: SectionOptions,
): Promise<RelayAddress> => {
  const [verdict, reverse, lists] = await Promise.all([
    evaluateSpf(resolver, { ip: address, helo: relay, mailFrom: from }, options),
    readReverse(resolver, address, options),
    checkAddressOnBlocklists(resolver, blocklists, address, options),
  ]);
  return { address, verdict, reverse, blocklists: lists };
};

const probeRelay = async (
  resolver: Resolver,
  question: DnsQuestion,
  options: SectionOptions,
): Promise<ReportSection> => {
  const { relay: host = '', from, domain } = question;
  const found = await findRelay(host, options);
  const [tree, addresses] = await Promise.all([
    readSpfTree(resolver, domainOf(from) ?? domain, options),
    Promise.all(found.addresses.map((address) => probeRelayAddress(resolver, address, question, options))),
  ]);
  const evidence = addresses.flatMap(({ verdict, reverse, blocklists: lists }) => [
    ...verdict.evidence,
    ...reverse.evidence,
    ...lists.flatMap((check) => check.evidence),
  ]);
  return reportRelay({
    host,
    from,
    addresses,
    unknown: found.unknown,
    permissions: findPermissions(tree, found.addresses),
    evidence: [...found.evidence, ...evidence],
  });
};

const mx: SectionProbe = {
  id: 'mx',
  title: 'Incoming mail (MX)',
  run: async (resolver, { domain }, options) => reportMx(await readMx(resolver, domain, options)),
};

const spf: SectionProbe = { id: 'spf', title: 'Who may send (SPF)', run: probeSpf };

const relay: SectionProbe = { id: 'relay', title: 'Relay', run: probeRelay };

const dkim: SectionProbe = {
  id: 'dkim',
  title: 'Signatures (DKIM)',
  run: async (resolver, { domain, selectors }, options) => {
    const given = selectors.map((name) => ({ name, source: 'given' }) as const);
    const guessed = usualSelectors.map((name) => ({ name, source: 'guessed' }) as const);
    return reportDkim(await readDkimKeys(resolver, domain, [...given, ...guessed], options));
  },
};

const dmarc: SectionProbe = {
  id: 'dmarc',
  title: 'Policy (DMARC)',
  run: async (resolver, { domain, from }, options) => {
    const found = await readDmarc(resolver, domain, options);
    const identities = { envelope: domainOf(from), signers: [] };
    return reportDmarc(found, await checkAlignment(resolver, found, identities, options));
  },
};

const domainBlocklists: SectionProbe = {
  id: 'blocklists',
  title: 'Blocklists',
  run: async (resolver, { domain }, options) =>
    reportBlocklists(domain, await checkDomainOnBlocklists(resolver, blocklists, domain, options)),
};

/** The sections of a question, in the order they are read; the relay only where one was named. */
export const sectionProbes = (question: DnsQuestion): readonly SectionProbe[] => [
  mx,
  spf,
  ...(question.relay === undefined ? [] : [relay]),
  dkim,
  dmarc,
  domainBlocklists,
];
