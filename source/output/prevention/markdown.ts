import { summaryOf } from '../../domain/finding/precaution-report.ts';
import { chooseSigns } from '../../domain/wording/signs.ts';
import { headingOf } from '../check/check-lines.ts';
import { redactAddresses } from '../check/redact.ts';
import { escapeMarkdown } from '../escape-markdown.ts';
import { markdownTable } from '../markdown-table.ts';
import { headlineOf } from './headline.ts';
import { mendingOf } from './mending.ts';
import type { PreventionReport } from './report.ts';

/** The precautions of a database as a section of a report. */
export const formatPreventionMarkdown = (
  report: PreventionReport,
  { redact }: { readonly redact: boolean },
): string => {
  const tidy = redact ? redactAddresses : (text: string): string => text;
  const signs = chooseSigns(false);
  const { status, sentence } = headlineOf(report.precautions);
  const sections = [
    `# Prevention: mail of ${escapeMarkdown(tidy(headingOf(report)))}`,
    `**${signs[status]} ${escapeMarkdown(sentence)}**`,
    markdownTable(
      ['', 'Precaution', 'How it stands', 'How to mend it'],
      report.precautions.map((precaution) => [
        signs[precaution.status],
        precaution.title,
        tidy(summaryOf(precaution)),
        tidy(mendingOf(precaution, report.flags).join(' ')),
      ]),
    ),
  ];
  return `${sections.join('\n\n')}\n`;
};
