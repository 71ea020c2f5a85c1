import { isAbsent, joinText, recordsOf } from '../../../domain/dns/answer.ts';
import { isDmarcText, reportDomain } from '../../../domain/dns/dmarc/record.ts';
import type { DmarcFound } from '../../../domain/dns/dmarc/walk.ts';
import type { DnsProblem } from '../../../domain/dns/problem.ts';
import type { Evidence } from '../../../domain/evidence.ts';
import type { LookupOptions, Resolver } from '../resolver.ts';
import { findOrganization } from './organization.ts';

/** Whether the domain that gets a record's reports has agreed to get them (RFC 9990 §4). */
export interface ReportTarget {
  readonly domain: string;
  readonly state: 'same-organization' | 'authorised' | 'not-authorised' | 'unknown';
  readonly evidence: readonly Evidence[];
}

const checkTarget = async (
  resolver: Resolver,
  owner: string,
  target: string,
  options: LookupOptions,
): Promise<ReportTarget> => {
  const [here, there] = await Promise.all([
    findOrganization(resolver, owner, options),
    findOrganization(resolver, target, options),
  ]);
  // Readers of either standard must deliver, so the target is only ours if both say so.
  if (here.bySuffix === there.bySuffix && here.byWalk === there.byWalk) {
    return { domain: target, state: 'same-organization', evidence: [] };
  }
  const answer = await resolver.lookUp(`${owner}._report._dmarc.${target}`, 'TXT', options);
  const agrees = recordsOf(answer).some((strings) => isDmarcText(joinText(strings)));
  const denies = answer.kind === 'answer' || isAbsent(answer);
  const refusal = denies ? 'not-authorised' : 'unknown';
  return { domain: target, state: agrees ? 'authorised' : refusal, evidence: [answer.evidence] };
};

/** Every domain that a record names for reports, with its consent. */
export const checkReportTargets = async (
  resolver: Resolver,
  { domain, record }: DmarcFound,
  options: LookupOptions,
): Promise<readonly ReportTarget[]> => {
  const targets = [...record.rua, ...record.ruf].flatMap((uri) => reportDomain(uri) ?? []);
  return Promise.all([...new Set(targets)].map((target) => checkTarget(resolver, domain, target, options)));
};

/** The targets that will get nothing, as problems. */
export const describeTargets = (owner: string, targets: readonly ReportTarget[]): readonly DnsProblem[] =>
  targets
    .filter(({ state }) => state === 'not-authorised')
    .map(({ domain }) => ({
      rule: 'dmarc.report-not-authorised',
      severity: 'warn',
      subject: owner,
      message: `${domain} has not agreed to get reports about ${owner}, so receivers send none there; it must publish ${owner}._report._dmarc.${domain} with the text "v=DMARC1".`,
    }));
