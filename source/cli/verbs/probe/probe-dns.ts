import { isDnsName, normalizeName } from '../../../domain/dns/dns-name.ts';
import { type DnsReport, type ReportSection, unknownLine, worstStatus } from '../../../domain/dns/report/section.ts';
import { UsageError } from '../../../domain/errors.ts';
import { exitStatus } from '../../../domain/exit-status.ts';
import { formatDnsJson, formatDnsText } from '../../../output/format-probe-dns.ts';
import { createLookupCache } from '../../../services/dns/lookup-cache.ts';
import { createResolver, type Resolver } from '../../../services/dns/resolver.ts';
import { parseServerAddress } from '../../../services/dns/server-address.ts';
import { chooseHostResolver } from '../../../world/choose-host-resolver.ts';
import type { Command, CommandContext } from '../../../world/command.ts';
import { writeResult } from '../../../world/write-output.ts';
import { chooseFormat } from '../../options/choose-format.ts';
import { untilStopped } from '../../until-stopped.ts';
import { type DnsQuestion, type SectionProbe, sectionProbes } from './probe-dns-sections.ts';

export interface ProbeDnsArguments {
  readonly domain: string;
  readonly relay?: string;
  readonly selector: readonly string[];
  readonly from?: string;
}

/** How often a silent DNS server is asked within --timeout. */
const tries = 2;

const statuses = {
  ok: exitStatus.ok,
  warn: exitStatus.warning,
  fail: exitStatus.critical,
  unknown: exitStatus.unknown,
} as const;

/**
 * What DNS says about a domain's mail, by hand. Status 0: all well; 1: warnings; 2: something stops mail; 3: DNS did not
 * answer enough to tell.
 */
export const runProbeDns: Command<ProbeDnsArguments> = async (context, args) => {
  const { options } = context;
  const format = chooseFormat('probe', options.format, ['text', 'json']);
  const question = readQuestion(args);
  const resolver = openResolver(context);
  const report = await untilStopped(context, () => probe(resolver, question, context));
  writeResult(context, format, format === 'json' ? formatDnsJson(report) : formatDnsText(report, options));
  return statuses[worstStatus(report.sections.flatMap(({ lines }) => lines))];
};

const readQuestion = ({ domain: text, relay, selector, from }: ProbeDnsArguments): DnsQuestion => {
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
const probe = async (resolver: Resolver, question: DnsQuestion, context: CommandContext): Promise<DnsReport> => {
  const { options, signal } = context;
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
