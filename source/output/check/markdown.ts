import type { Finding } from '../../domain/finding/finding.ts';
import { describeEarlier, type NumberedEvidence, numberEvidence } from '../../domain/finding/number-evidence.ts';
import { isFine } from '../../domain/finding/status.ts';
import type { CauseReport } from '../../domain/finding/verdict.ts';
import { titleOfGroup } from '../../domain/replies/title.ts';
import { countOf, formatCount } from '../../domain/wording/count.ts';
import { tellTimes } from '../../domain/wording/duration.ts';
import { chooseSigns } from '../../domain/wording/signs.ts';
import { escapeMarkdown } from '../escape-markdown.ts';
import { markdownTable } from '../markdown-table.ts';
import { formatPreventionSection } from '../prevention/markdown.ts';
import { formatDate, sampleOf } from '../queue/queue-lines.ts';
import { describeCustomization } from '../target-document.ts';
import { causeLine, headingOf, queueLine } from './check-lines.ts';
import { redactText } from './redact.ts';
import type { CheckReport } from './report.ts';

/** The report to paste into a ticket: what is wrong, who must act, and the evidence for it. */
export const formatCheckMarkdown = (report: CheckReport, { redact }: { readonly redact: boolean }): string => {
  const { verdict, causes, queue } = report;
  // Before markup is escaped: an escaped address would no longer be recognised as a whole.
  const tidy: Tidy = redact ? (text) => redactText(text, report.names) : (text) => text;
  const say: Tidy = (text) => escapeMarkdown(tidy(text));
  const signs = chooseSigns(false);
  const sections = [
    `# Mail of ${say(headingOf(report))}`,
    ...listOf(describeCustomization(report.target).map(say)),
    `**${signs[verdict.status]} ${say(verdict.summary)}**`,
    ...(verdict.nextAction === null ? [] : [`Next: ${say(verdict.nextAction)}`]),
    ...(queue === undefined ? [] : [say(`Counted ${formatDate(queue.countedAt)} ${queueLine(report)}.`)]),
    markdownTable(
      ['', 'Cause', 'What was found'],
      causes.map((cause) => [signs[cause.status], cause.id, tidy(causeLine(cause))]),
    ),
    ...(queue === undefined || queue.failures.length === 0
      ? []
      : [
          markdownTable(
            ['Mails', 'Why they failed', 'For example'],
            queue.failures.map((group) => [formatCount(group.count), tidy(titleOfGroup(group)), tidy(sampleOf(group))]),
          ),
        ]),
    ...describeCauses(
      causes.filter(({ status }) => !isFine(status)),
      { tidy, say },
    ),
    ...(report.prevention === undefined ? [] : ['## Prevention', ...formatPreventionSection(report.prevention, tidy)]),
  ];
  return `${sections.join('\n\n')}\n`;
};

const listOf = (sentences: readonly string[]): readonly string[] =>
  sentences.length === 0 ? [] : [sentences.map((sentence) => `- ${sentence}`).join('\n')];

type Tidy = (text: string) => string;

interface Words {
  readonly tidy: Tidy;
  /** Tidy, and read as words whatever it holds. */
  readonly say: Tidy;
}

/** What a cause has to tell, a section each; evidence that several rest on stands with the first of them. */
const describeCauses = (causes: readonly CauseReport[], words: Words): readonly string[] => {
  const told = causes.map(({ title, findings }) => ({
    title,
    findings: findings.filter(({ status }) => !isFine(status)),
  }));
  const all = told.flatMap(({ findings }) => findings);
  const numbered = numberEvidence(all.map(({ evidence }) => evidence));
  const pieces = new Map(all.map((finding, index) => [finding, numbered[index] ?? []]));
  return told.map(({ title, findings }) => {
    const parts = findings.map((finding) => describeFinding(finding, pieces.get(finding) ?? [], words));
    return `## ${words.say(title)}\n\n${parts.join('\n')}`;
  });
};

const describeFinding = (
  { status, summary, detail, owner, explains = 0 }: Finding,
  pieces: readonly NumberedEvidence[],
  { tidy, say }: Words,
): string => {
  const earlier = describeEarlier(pieces);
  return [
    `- ${chooseSigns(false)[status]} ${say(summary)}${explains === 0 ? '' : ` (${countOf(explains, 'mail')})`} Who must act: ${owner}.`,
    ...(detail === undefined ? [] : [`  ${say(detail).replaceAll('\n', '\n  ')}`]),
    ...(earlier === undefined ? [] : [`  ${escapeMarkdown(earlier)}`]),
    ...pieces.flatMap(({ number, isFirst, evidence: { kind, asked, answer } }) =>
      isFirst ? [`  ${escapeMarkdown(`[${number}] ${kind}:`)}`, fence(tidy(`${asked}\n\n${tellTimes(answer)}`))] : [],
    ),
  ].join('\n');
};

/** A block that nothing in the text can end. */
const fence = (text: string): string => {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const mark = '`'.repeat(longest + 1);
  return [mark, ...text.split('\n'), mark].map((line) => `  ${line}`.trimEnd()).join('\n');
};
