import { isAbsent, joinText, recordsOf } from '../../../domain/dns/answer.ts';
import type { ReportTarget } from '../../../domain/dns/dmarc/dmarc.ts';
import { asMeant, isDmarcText, reportDomain } from '../../../domain/dns/dmarc/record.ts';
import type { DmarcFound } from '../../../domain/dns/dmarc/walk.ts';
import type { LookupOptions, Resolver } from '../resolver.ts';
import { findOrganization } from './organization.ts';

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
  // A garbled address is told with the record; whom it meant is asked.
  const { rua, ruf } = asMeant(record);
  const targets = [...rua, ...ruf].flatMap((uri) => reportDomain(uri) ?? []);
  return Promise.all([...new Set(targets)].map((target) => checkTarget(resolver, domain, target, options)));
};
