import type { Alignment } from '../dmarc/alignment.ts';
import type { Dmarc } from '../dmarc/dmarc.ts';
import type { EffectivePolicy } from '../dmarc/dmarc-policy.ts';
import { type ReportLine, type ReportSection, toLines, unknownLine } from './section.ts';

const describePolicy = ({ policy, tag, recordDomain }: EffectivePolicy): string =>
  `${policy} (${tag}= of _dmarc.${recordDomain})`;

const describeDifference = ({ oldPolicy }: Dmarc): readonly ReportLine[] => {
  if (oldPolicy === undefined) return [];
  const applied = oldPolicy === 'none' ? 'find no record' : `apply ${describePolicy(oldPolicy)}`;
  const summary = `Receivers that still read by RFC 7489 and the Public Suffix List ${applied}.`;
  return [{ status: 'warn', summary, rule: 'dmarc.standards-differ' }];
};

const describeApplied = ({ policy, domain }: Dmarc): readonly ReportLine[] =>
  policy === undefined
    ? []
    : [{ status: 'ok', summary: `Mail that fails as ${domain} meets the policy ${describePolicy(policy)}.` }];

const describeAlignment = (from: string, { domain, isAligned, isAlignedBySuffix, mode }: Alignment): ReportLine => {
  const how = mode === 's' ? 'strict' : 'relaxed';
  if (isAligned === undefined)
    return unknownLine(`Whether the envelope domain ${domain} is aligned with ${from} is not known.`);
  if (isAligned && isAlignedBySuffix) {
    return {
      status: 'ok',
      summary: `The envelope domain ${domain} is aligned with ${from} (${how}), so SPF alone can pass DMARC.`,
    };
  }
  if (isAligned !== isAlignedBySuffix) {
    const some = isAligned ? 'RFC 9989' : 'RFC 7489';
    return {
      status: 'warn',
      summary: `The envelope domain ${domain} is aligned with ${from} only for receivers that read by ${some}.`,
    };
  }
  return {
    status: 'warn',
    summary: `The envelope domain ${domain} is not aligned with ${from} (${how}), so DMARC passes only by a DKIM signature of ${from}.`,
  };
};

/** What receivers do with mail that fails, and whether SPF can speak for the From domain. */
export const reportDmarc = (dmarc: Dmarc, alignments: readonly Alignment[]): ReportSection => ({
  id: 'dmarc',
  title: 'Policy (DMARC)',
  lines: [
    ...toLines(dmarc.problems),
    ...(dmarc.unknown === undefined ? [] : [unknownLine(dmarc.unknown)]),
    ...describeDifference(dmarc),
    ...describeApplied(dmarc),
    // Without a record that applies nobody compares domains.
    ...(dmarc.policy === undefined ? [] : alignments.map((alignment) => describeAlignment(dmarc.domain, alignment))),
  ],
  evidence: dmarc.evidence,
});
