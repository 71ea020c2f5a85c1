import type { Finding } from '../../domain/finding/finding.ts';
import { describeEarlier, type NumberedEvidence, numberEvidence } from '../../domain/finding/number-evidence.ts';
import { isFine } from '../../domain/finding/status.ts';
import type { CauseReport } from '../../domain/finding/verdict.ts';
import { countOf, formatCount } from '../../domain/wording/count.ts';
import { formatDuration, tellTimes, zoneAt } from '../../domain/wording/duration.ts';
import { chooseSigns } from '../../domain/wording/signs.ts';
import { minuteMs } from '../../lib/time-units.ts';
import { describeCustomization, refusesChanges } from '../target-document.ts';
import { causeLine, headingOf, queueLine } from './check-lines.ts';
import type { CheckReport } from './report.ts';

interface TextOptions {
  readonly ascii: boolean;
  /** With the findings, and the evidence of those that are not fine. */
  readonly verbose: boolean;
  /** With the evidence of all. */
  readonly allEvidence?: boolean;
}

const idWidth = 12;

/** A doctor's list: the verdict, the next step, and one line a cause. */
export const formatCheckText = (report: CheckReport, options: TextOptions): string => {
  const { ascii, verbose } = options;
  const signs = chooseSigns(ascii);
  const { verdict, causes } = report;
  const lines = [`${signs[verdict.status]} ${verdict.summary}`];
  lines.push(...nextLines(verdict));
  lines.push('', `${headingOf(report)}  ${queueLine(report)}`.trimEnd());
  lines.push(...describeCustomization(report.target).map((sentence) => `  ${sentence}`), '');
  const describeFinding = describeFindings(causes, { ...options, isRefused: refusesChanges(report.target) });
  for (const cause of causes) {
    lines.push(`${signs[cause.status]} ${cause.id.padEnd(idWidth)} ${causeLine(cause)}`);
    if (verbose) lines.push(...cause.findings.flatMap(describeFinding));
  }
  const zone = report.queue === undefined ? '' : ` Times are ${zoneAt(report.queue.countedAt)}.`;
  lines.push('', `Measured in ${formatSeconds(report.durationMs)}.${zone}`);
  return `${lines.join('\n')}\n`;
};

/** One step in a line; of several each with what to type below it. */
const nextLines = ({ nextAction, nextSteps }: CheckReport['verdict']): readonly string[] => {
  if (nextSteps.length < 2) return nextAction === null ? [] : [`  Next: ${nextAction}`];
  return nextSteps.flatMap(({ title, command }, index) => [
    `  ${index === 0 ? 'Next: ' : '      '}${index + 1}. ${title}`,
    ...(command === null ? [] : [`           ${command}`]),
  ]);
};

const formatSeconds = (ms: number): string => (ms < minuteMs ? `${(ms / 1_000).toFixed(1)} s` : formatDuration(ms));

const indent = (text: string, by: number): string[] =>
  text.split('\n').map((line) => `${' '.repeat(by)}${line}`.trimEnd());

interface FindingOptions extends Pick<TextOptions, 'ascii' | 'allEvidence'> {
  readonly isRefused: boolean;
}

/**
 * What there is to say of each finding of a report: a line and what belongs to it. What several rest on stands with the
 * first of them and has a number by which the others name it.
 */
export const describeFindings = (
  causes: readonly Pick<CauseReport, 'findings'>[],
  { ascii, allEvidence = false, isRefused }: FindingOptions,
): ((finding: Finding) => string[]) => {
  const shown = causes.flatMap(({ findings }) => findings).filter(({ status }) => allEvidence || !isFine(status));
  const numbered = numberEvidence(shown.map(({ evidence }) => evidence));
  const pieces = new Map(shown.map((finding, index) => [finding, numbered[index] ?? []]));
  return (finding) => [
    ...describeFinding(finding, chooseSigns(ascii)[finding.status], isRefused),
    ...describeEvidence(pieces.get(finding) ?? []),
  ];
};

const describeFinding = (finding: Finding, sign: string, isRefused: boolean): string[] => {
  const { status, check, subject, summary, detail, owner, explains = 0, remedies, consequenceOf } = finding;
  const name = subject === null ? check : `${check} (${subject})`;
  const facts = [
    ...(explains === 0 ? [] : [`explains ${countOf(explains, 'mail')}`]),
    ...(consequenceOf === undefined ? [] : [`only because of ${consequenceOf}`]),
    `who must act: ${owner}`,
  ];
  return [
    ...indent(`${sign} ${name}: ${summary}`, 4),
    ...(detail === undefined ? [] : indent(detail, 8)),
    ...(isFine(status) ? [] : indent(facts.join(' · '), 8)),
    ...remedies.flatMap(({ id, title, risk, subject: on }) =>
      indent(
        isRefused
          ? `by hand: ${title} (${risk})`
          : `fix ${id}${on === null ? '' : ` --subject ${on}`}  ${title} (${risk})`,
        8,
      ),
    ),
  ];
};

const describeEvidence = (pieces: readonly NumberedEvidence[]): string[] => {
  const earlier = describeEarlier(pieces);
  return [
    ...(earlier === undefined ? [] : indent(earlier, 8)),
    ...pieces.flatMap(({ number, isFirst, evidence: { kind, asked, answer, durationMs } }) =>
      isFirst
        ? [
            ...indent(`[${number}] ${kind}, ${formatCount(durationMs)} ms`, 8),
            ...indent(asked, 10),
            ...indent(tellTimes(answer), 12),
          ]
        : [],
    ),
  ];
};
