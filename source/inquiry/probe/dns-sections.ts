import { blocklists } from '../../domain/dns/blocklists/lists.ts';
import { usualSelectors } from '../../domain/dns/dkim/usual-selectors.ts';
import { domainOf } from '../../domain/dns/dns-name.ts';
import { reportBlocklists } from '../../domain/dns/report/blocklist-section.ts';
import { reportDkim } from '../../domain/dns/report/dkim-section.ts';
import { reportDmarc } from '../../domain/dns/report/dmarc-section.ts';
import { reportMx } from '../../domain/dns/report/mx-section.ts';
import { reportRelay } from '../../domain/dns/report/relay-section.ts';
import type { ReportSection } from '../../domain/dns/report/section.ts';
import { reportSpf } from '../../domain/dns/report/spf-section.ts';
import { findPermissions } from '../../domain/dns/spf/authorise.ts';
import { lintSpf } from '../../domain/dns/spf/lint-spf.ts';
import { wantedTerms } from '../../domain/dns/spf/relay-authorisation.ts';
import { checkAddressOnBlocklists, checkDomainOnBlocklists } from '../../services/dns/blocklists.ts';
import { readDkimKeys } from '../../services/dns/dkim/read-keys.ts';
import { checkAlignment, readDmarc } from '../../services/dns/dmarc/read-dmarc.ts';
import { readMx } from '../../services/dns/read-mx.ts';
import { readReverse } from '../../services/dns/read-reverse.ts';
import type { Resolver } from '../../services/dns/resolver.ts';
import { proposeSpf } from '../../services/dns/spf/propose.ts';
import { readSpfTree } from '../../services/dns/spf/read-tree.ts';
import { probeRelay, type SectionOptions } from './dns-relay.ts';

/** What `probe dns` was asked. */
export interface DnsQuestion {
  readonly domain: string;
  /** The server that the domain's mail leaves through. */
  readonly relay: string | undefined;
  readonly selectors: readonly string[];
  /** The envelope sender. */
  readonly from: string;
}

/** One section of the report: what it is called, and how it is found out. */
export interface SectionProbe {
  readonly id: string;
  readonly title: string;
  run(resolver: Resolver, question: DnsQuestion, options: SectionOptions): Promise<ReportSection>;
}

const probeSpf = async (
  resolver: Resolver,
  { domain, relay }: DnsQuestion,
  options: SectionOptions,
): Promise<ReportSection> => {
  const tree = await readSpfTree(resolver, domain, options);
  if (tree.selection.kind === 'unknown') return reportSpf(tree, [], undefined);
  const from = `postmaster@${domain}`;
  const relays = relay === undefined ? [] : [await probeRelay(resolver, tree, { host: relay, from }, options)];
  const terms = wantedTerms(relays.map(({ verdict }) => verdict));
  return reportSpf(tree, relays, await proposeSpf(resolver, tree, terms, options));
};

const probeReputation = async (resolver: Resolver, address: string, options: SectionOptions) => {
  const [reverse, lists] = await Promise.all([
    readReverse(resolver, address, options),
    checkAddressOnBlocklists(resolver, blocklists, address, options),
  ]);
  return { reverse, blocklists: lists };
};

const probeRelaySection = async (
  resolver: Resolver,
  { relay: host = '', from, domain }: DnsQuestion,
  options: SectionOptions,
): Promise<ReportSection> => {
  const tree = await readSpfTree(resolver, domainOf(from) ?? domain, options);
  const probed = await probeRelay(resolver, tree, { host, from }, options);
  const addresses = await Promise.all(
    probed.addresses.map(async (one) => ({ ...one, ...(await probeReputation(resolver, one.address, options)) })),
  );
  const evidence = addresses.flatMap(({ reverse, blocklists: lists }) => [
    ...reverse.evidence,
    ...lists.flatMap((check) => check.evidence),
  ]);
  return reportRelay({
    ...probed,
    from,
    addresses,
    permissions: findPermissions(
      tree,
      addresses.map(({ address }) => address),
    ),
    isToldAbove: tree.domain === domain && lintSpf(tree).some(({ severity }) => severity === 'fail'),
    evidence: [...probed.evidence, ...evidence],
  });
};

const mx: SectionProbe = {
  id: 'mx',
  title: 'Incoming mail (MX)',
  run: async (resolver, { domain }, options) => reportMx(await readMx(resolver, domain, options)),
};

const spf: SectionProbe = { id: 'spf', title: 'Who may send (SPF)', run: probeSpf };

const relay: SectionProbe = { id: 'relay', title: 'Relay', run: probeRelaySection };

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
