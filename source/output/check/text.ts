import type { Evidence } from '../../domain/finding/evidence.ts';
import type { Finding } from '../../domain/finding/finding.ts';
import type { CauseReport } from '../../domain/finding/verdict.ts';
import { countOf, formatCount } from '../../domain/wording/count.ts';
import { formatDuration, zoneAt } from '../../domain/wording/duration.ts';
import { chooseSigns } from '../../domain/wording/signs.ts';
import { minuteMs } from '../../lib/time-units.ts';
import { describeCustomization, refusesChanges } from '../target-document.ts';
import { causeLine, headingOf, queueLine } from './check-lines.ts';
import type { CheckReport } from './report.ts';

interface TextOptions {
  readonly ascii: boolean;
  /** With the findings and their evidence. */
  readonly verbose: boolean;
}

const idWidth = 12;

/** A doctor's list: the verdict, the next step, and one line a cause. */
export const formatCheckText = (report: CheckReport, { ascii, verbose }: TextOptions): string => {
  const signs = chooseSigns(ascii);
  const { verdict, causes } = report;
  const lines = [`${signs[verdict.status]} ${verdict.summary}`];
  lines.push(...nextLines(verdict));
  lines.push('', `${headingOf(report)}  ${queueLine(report)}`.trimEnd());
  lines.push(...describeCustomization(report.target).map((sentence) => `  ${sentence}`), '');
  for (const cause of causes) {
    lines.push(`${signs[cause.status]} ${cause.id.padEnd(idWidth)} ${causeLine(cause)}`);
    if (verbose) lines.push(...describeFindings(cause, signs, refusesChanges(report.target)));
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

/** The findings with their evidence, a line each and what belongs to it. */
export const describeFindings = (
  { findings }: Pick<CauseReport, 'findings'>,
  signs: Readonly<Record<Finding['status'], string>>,
  isRefused: boolean,
): string[] =>
  findings.flatMap((finding) => {
    const { status, check, subject, summary, detail, owner, explains = 0, remedies, evidence, consequenceOf } = finding;
    const name = subject === null ? check : `${check} (${subject})`;
    const facts = [
      ...(explains === 0 ? [] : [`explains ${countOf(explains, 'mail')}`]),
      ...(consequenceOf === undefined ? [] : [`only because of ${consequenceOf}`]),
      `who must act: ${owner}`,
    ];
    return [
      ...indent(`${signs[status]} ${name}: ${summary}`, 4),
      ...(detail === undefined ? [] : indent(detail, 8)),
      ...(status === 'ok' || status === 'skipped' ? [] : indent(facts.join(' · '), 8)),
      ...remedies.flatMap(({ id, title, risk, subject: on }) =>
        indent(
          isRefused
            ? `by hand: ${title} (${risk})`
            : `fix ${id}${on === null ? '' : ` --subject ${on}`}  ${title} (${risk})`,
          8,
        ),
      ),
      ...evidence.flatMap(describeEvidence),
    ];
  });

const describeEvidence = ({ kind, asked, answer, durationMs }: Evidence): string[] => [
  ...indent(`[${kind}, ${formatCount(durationMs)} ms]`, 8),
  ...indent(asked, 10),
  ...indent(answer, 12),
];
