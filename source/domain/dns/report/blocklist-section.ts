import { endSentence } from '../../wording/end-sentence.ts';
import type { BlocklistCheck } from '../blocklists/blocklist.ts';
import { type ReportLine, type ReportSection, toLines, unknownLine } from './section.ts';

const titles = (checks: readonly BlocklistCheck[]): string => checks.map(({ list }) => list.title).join(', ');

const describeUnknown = (subject: string, checks: readonly BlocklistCheck[]): readonly ReportLine[] => {
  const reason = checks.flatMap(({ verdict }) => (verdict.kind === 'unknown' ? [verdict.reason] : []))[0];
  if (reason === undefined) return [];
  return [unknownLine(endSentence(`Whether ${subject} is on ${titles(checks)} is not known: ${reason}`))];
};

/** Listings one a line; the lists that would not answer are named, because silence is not a clean bill. */
export const describeBlocklists = (subject: string, checks: readonly BlocklistCheck[]): readonly ReportLine[] => {
  const clean = checks.filter(({ verdict }) => verdict.kind === 'clean');
  const unknown = checks.filter(({ verdict }) => verdict.kind === 'unknown');
  return [
    ...toLines(checks.flatMap(({ problems }) => problems)),
    ...describeUnknown(subject, unknown),
    ...checks.flatMap(({ list, verdict }): readonly ReportLine[] =>
      verdict.kind === 'refused'
        ? [
            {
              status: 'skipped',
              summary: endSentence(`${list.title} refused the question about ${subject}: ${verdict.reason}`),
            },
          ]
        : [],
    ),
    ...(clean.length === 0 ? [] : [{ status: 'ok', summary: `${subject} is not on ${titles(clean)}.` } as const]),
  ];
};

/** Whether lists of domains hold the domain. */
export const reportBlocklists = (domain: string, checks: readonly BlocklistCheck[]): ReportSection => ({
  id: 'blocklists',
  title: 'Blocklists',
  lines: describeBlocklists(domain, checks),
  evidence: checks.flatMap(({ evidence }) => evidence),
});
