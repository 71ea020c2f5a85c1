import {
  type DnsReport,
  type LineStatus,
  type RecordToPaste,
  type ReportLine,
  type ReportSection,
  worstStatus,
} from '../domain/dns/report/section.ts';
import type { Evidence } from '../domain/finding/evidence.ts';
import { chooseSigns } from '../domain/wording/signs.ts';

/** One JSON document for the whole report. */
export const formatDnsJson = ({ domain, sections }: DnsReport): string => {
  const status = worstStatus(sections.flatMap(({ lines }) => lines));
  const judged = sections.map((section) => ({
    ...section,
    status: worstStatus(section.lines),
    paste: section.paste ?? null,
  }));
  return `${JSON.stringify({ schema: 1, domain, status, sections: judged })}\n`;
};

/** A note is neither good nor bad. */
const signFor = (status: LineStatus, signs: ReturnType<typeof chooseSigns>): string =>
  signs[status === 'note' ? 'skipped' : status];

const pasteText = ({ zoneLine, changes }: RecordToPaste): readonly string[] => [
  '',
  '     Record to publish in its place:',
  `       ${zoneLine}`,
  ...changes.map((change) => `       - ${change}`),
];

const evidenceText = ({ asked, answer, durationMs }: Evidence): readonly string[] => [
  `       $ ${asked}   (${durationMs} ms)`,
  ...answer.split('\n').map((line) => `         ${line}`),
];

/** The same question asked by several checks is shown once. */
const distinct = (evidence: readonly Evidence[]): readonly Evidence[] => [
  ...new Map(evidence.map((item) => [item.asked, item])).values(),
];

const inOrder: readonly LineStatus[] = ['fail', 'warn', 'unknown', 'skipped', 'note', 'ok'];

const sectionText = (
  { title, lines, paste, evidence }: ReportSection,
  signs: ReturnType<typeof chooseSigns>,
  verbose: boolean,
): readonly string[] => [
  ` ${signFor(worstStatus(lines), signs)} ${title}`,
  ...inOrder.flatMap((status) =>
    lines.filter((line) => line.status === status).map((line) => `     ${signFor(status, signs)} ${line.summary}`),
  ),
  ...(paste === undefined ? [] : pasteText(paste)),
  ...(verbose ? ['', ...distinct(evidence).flatMap(evidenceText)] : []),
  '',
];

const count = (lines: readonly ReportLine[], status: LineStatus, one: string, many: string): readonly string[] => {
  const number = lines.filter((line) => line.status === status).length;
  return number === 0 ? [] : [`${number} ${number === 1 ? one : many}`];
};

const conclusion = ({ domain, sections }: DnsReport): string => {
  const lines = sections.flatMap((section) => section.lines);
  const counted = [
    ...count(lines, 'fail', 'failure', 'failures'),
    ...count(lines, 'warn', 'warning', 'warnings'),
    ...count(lines, 'unknown', 'thing not known', 'things not known'),
  ];
  return counted.length === 0
    ? `${domain} is well set up to send mail, as far as DNS can tell.`
    : `${domain}: ${counted.join(', ')}.`;
};

/** A section a subject, its worst lines first; with `verbose` also what was asked and answered. */
export const formatDnsText = (
  report: DnsReport,
  { verbose, ascii }: { readonly verbose: boolean; readonly ascii: boolean },
): string => {
  const signs = chooseSigns(ascii);
  const sections = report.sections.flatMap((section) => sectionText(section, signs, verbose));
  return `${[...sections, conclusion(report)].join('\n')}\n`;
};
