import { isAbsent, joinText, recordsOf } from '../../../domain/dns/answer.ts';
import { type Alignment, align, type Organization } from '../../../domain/dns/dmarc/alignment.ts';
import { lintDmarc, lintDmarcTexts } from '../../../domain/dns/dmarc/lint.ts';
import { type EffectivePolicy, effectivePolicy, oldPolicy } from '../../../domain/dns/dmarc/policy.ts';
import { type DmarcFound, type DmarcStep, recordBySuffix, recordByWalk } from '../../../domain/dns/dmarc/walk.ts';
import { normalizeName } from '../../../domain/dns/name.ts';
import type { DnsProblem } from '../../../domain/dns/problem.ts';
import type { Evidence } from '../../../domain/evidence.ts';
import type { LookupOptions, Resolver } from '../resolver.ts';
import { findOrganization, organizationOf, type WalkedStep, walkTree } from './organization.ts';
import { checkReportTargets, describeTargets, type ReportTarget } from './reports.ts';

/** What DMARC says about mail whose From is at a domain. */
export interface Dmarc {
  readonly domain: string;
  readonly organization: Organization;
  /** The record that applies by RFC 9989; undefined when there is none. */
  readonly found: DmarcFound | undefined;
  readonly policy: EffectivePolicy | undefined;
  /** What readers of RFC 7489 apply instead, where that differs. */
  readonly oldPolicy: EffectivePolicy | 'none' | undefined;
  readonly reportTargets: readonly ReportTarget[];
  readonly problems: readonly DnsProblem[];
  /** Why we cannot say what applies; then `found` is not to be relied on. */
  readonly unknown: string | undefined;
  readonly evidence: readonly Evidence[];
}

const describeRecord = (
  domain: string,
  steps: readonly DmarcStep[],
  found: DmarcFound | undefined,
): readonly DnsProblem[] => {
  const several = steps.filter((step) => step.kind === 'several');
  const problems = several.map(
    (step): DnsProblem => ({
      rule: 'dmarc.several-records',
      severity: 'fail',
      subject: step.domain,
      message: `There are ${step.texts.length} DMARC records at _dmarc.${step.domain}, so none of them applies. Keep one.`,
    }),
  );
  if (found !== undefined) return [...problems, ...lintDmarc(found.domain, found.record)];
  if (several.length > 0) return problems;
  const message = `${domain} has no DMARC record; large receivers refuse bulk mail from such domains.`;
  return [{ rule: 'dmarc.missing', severity: 'warn', subject: domain, message }];
};

/** The steps whose silence could hide the record that applies: all above, unless a record was found below them. */
const whyUnknown = (steps: readonly DmarcStep[], found: DmarcFound | undefined): string | undefined => {
  const end = found === undefined ? steps.length : steps.indexOf(found);
  return steps.slice(0, end).find((step) => step.kind === 'unknown')?.reason;
};

const isSamePolicy = (one: EffectivePolicy | undefined, other: EffectivePolicy | undefined): boolean =>
  one?.policy === other?.policy && one?.recordDomain === other?.recordDomain;

const evaluate = (domain: string, walked: readonly WalkedStep[], exists: boolean) => {
  const steps = walked.map(({ step }) => step);
  const organization = organizationOf(domain, walked);
  const found = recordByWalk(domain, steps, organization.byWalk ?? domain);
  const old = recordBySuffix(domain, steps);
  const policy = found && effectivePolicy(domain, found, exists);
  const older = old && oldPolicy(domain, old);
  return {
    organization,
    found,
    policy,
    oldPolicy: isSamePolicy(policy, older) ? undefined : (older ?? 'none'),
    unknown: whyUnknown(steps, found),
    problems: describeRecord(domain, steps, found),
  } as const;
};

/** Reads what applies to mail from a domain, by the new standard and by the old. */
export const readDmarc = async (resolver: Resolver, domain: string, options: LookupOptions): Promise<Dmarc> => {
  const name = normalizeName(domain);
  const [walked, address, texts] = await Promise.all([
    walkTree(resolver, name, options),
    resolver.lookUp(name, 'A', options),
    resolver.lookUp(name, 'TXT', options),
  ]);
  const evaluated = evaluate(name, walked, !(address.kind === 'nxdomain' && address.aliases.length === 0));
  const { found } = evaluated;
  const reportTargets = found === undefined ? [] : await checkReportTargets(resolver, found, options);
  const own = walked[0]?.answer;
  const beside = lintDmarcTexts(name, {
    atDmarc: own === undefined ? [] : recordsOf(own).map(joinText),
    atDomain: isAbsent(texts) ? [] : recordsOf(texts).map(joinText),
  });
  return {
    domain: name,
    ...evaluated,
    // Where DNS kept silent nothing is called missing.
    problems: [
      ...(evaluated.unknown === undefined ? evaluated.problems : []),
      ...beside,
      ...(found === undefined ? [] : describeTargets(found.domain, reportTargets)),
    ],
    reportTargets,
    evidence: [...walked.map(({ answer }) => answer.evidence), ...reportTargets.flatMap(({ evidence }) => evidence)],
  };
};

/** Domains that vouch for a message: the envelope's, and those of its DKIM signatures. */
export interface Identities {
  readonly envelope: string | undefined;
  readonly signers: readonly string[];
}

/** Which of a message's identities speak for its From domain, by both standards; DMARC passes if one that passed does. */
export const checkAlignment = (
  resolver: Resolver,
  dmarc: Dmarc,
  { envelope, signers }: Identities,
  options: LookupOptions,
): Promise<readonly Alignment[]> => {
  const { aspf = 'r', adkim = 'r' } = dmarc.found?.record ?? {};
  const alignOne = async (kind: Alignment['kind'], domain: string): Promise<Alignment> =>
    align(kind, kind === 'spf' ? aspf : adkim, dmarc.organization, await findOrganization(resolver, domain, options));
  return Promise.all([
    ...(envelope === undefined ? [] : [alignOne('spf', envelope)]),
    ...signers.map((signer) => alignOne('dkim', signer)),
  ]);
};
