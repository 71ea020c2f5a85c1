import { summaryOf } from '../../domain/finding/precaution-report.ts';
import { chooseSigns } from '../../domain/wording/signs.ts';
import { headingOf } from '../check/check-lines.ts';
import { redactText } from '../check/redact.ts';
import { escapeMarkdown } from '../escape-markdown.ts';
import { markdownTable } from '../markdown-table.ts';
import { headlineOf } from './headline.ts';
import { mendingOf } from './mending.ts';
import type { PreventionReport } from './report.ts';

/** The precautions of a database as a report of their own. */
export const formatPreventionMarkdown = (
  report: PreventionReport,
  { redact }: { readonly redact: boolean },
): string => {
  const tidy = (text: string): string => (redact ? redactText(text, report.names) : text);
  const heading = `# Prevention: mail of ${escapeMarkdown(tidy(headingOf(report)))}`;
  return `${[heading, ...formatPreventionSection(report, tidy)].join('\n\n')}\n`;
};

/** The same below a heading: how all stand together, and each; `tidy` is done to whatever was read. */
export const formatPreventionSection = (
  { precautions, flags }: Pick<PreventionReport, 'precautions' | 'flags'>,
  tidy: (text: string) => string,
): readonly string[] => {
  const signs = chooseSigns(false);
  const { status, sentence } = headlineOf(precautions);
  return [
    `**${signs[status]} ${escapeMarkdown(sentence)}**`,
    markdownTable(
      ['', 'Precaution', 'How it stands', 'How to mend it'],
      precautions.map((precaution) => [
        signs[precaution.status],
        precaution.title,
        tidy(summaryOf(precaution)),
        tidy(mendingOf(precaution, flags).join(' ')),
      ]),
    ),
  ];
};
