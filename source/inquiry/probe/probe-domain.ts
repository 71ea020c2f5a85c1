import { isDnsName, normalizeName } from '../../domain/dns/dns-name.ts';
import { type DnsReport, type ReportSection, unknownLine } from '../../domain/dns/report/section.ts';
import { UsageError } from '../../domain/errors.ts';
import { createLookupCache } from '../../services/dns/lookup-cache.ts';
import { createResolver, type Resolver } from '../../services/dns/resolver.ts';
import { parseServerAddress } from '../../services/dns/server-address.ts';
import { chooseHostResolver } from '../../world/choose-host-resolver.ts';
import type { CommandContext } from '../../world/command.ts';
import { type DnsQuestion, type SectionProbe, sectionProbes } from './dns-sections.ts';

export interface DnsArguments {
  readonly domain: string;
  readonly relay?: string;
  readonly selector: readonly string[];
  readonly from?: string;
}

/** How often a silent DNS server is asked within --timeout. */
const tries = 2;

/** @throws UsageError for what is no domain or no address. */
export const readDnsQuestion = ({ domain: text, relay, selector, from }: DnsArguments): DnsQuestion => {
  const domain = normalizeName(text.trim());
  if (!isDnsName(domain) || domain.includes('@')) {
    throw new UsageError(`'${text}' is not a domain name.`, 'For example probe dns acme.com.');
  }
  if (from !== undefined && !/^[^@\s]+@[^@\s]+$/.test(from)) {
    throw new UsageError(`--from takes a mail address, not '${from}'.`);
  }
  return { domain, relay, selectors: selector, from: from ?? `postmaster@${domain}` };
};

const openResolver = ({ options, now }: CommandContext): Resolver =>
  createResolver({
    ...(options.resolver !== undefined && { server: parseServerAddress(options.resolver) }),
    timeoutMs: (options.timeout * 1000) / tries,
    tries,
    now,
    cache: createLookupCache(),
  });

/** All sections at once; one that the deadline cuts off is unknown, the others stand. */
export const probeDomain = async (context: CommandContext, question: DnsQuestion): Promise<DnsReport> => {
  const { options, signal } = context;
  const resolver = openResolver(context);
  const resolveHost = chooseHostResolver(context);
  const deadline = AbortSignal.timeout(options.deadline * 1000);
  const runSection = async (section: SectionProbe): Promise<ReportSection> => {
    try {
      return await section.run(resolver, question, {
        resolveHost,
        timeoutMs: options.timeout * 1000,
        hasNamedResolver: options.resolver !== undefined,
        signal: AbortSignal.any([signal, deadline]),
      });
    } catch (error) {
      if (signal.aborted || !deadline.aborted) throw error;
      const line = unknownLine(`DNS did not answer within the ${options.deadline} s of --deadline.`);
      return { id: section.id, title: section.title, lines: [line], evidence: [] };
    }
  };
  const sections = await Promise.all(sectionProbes(question).map(runSection));
  return { domain: question.domain, sections };
};
