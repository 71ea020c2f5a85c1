import type { FirstLook } from '../../domain/finding/vital-sign.ts';
import { titleOfGroup } from '../../domain/replies/title.ts';
import { formatCount } from '../../domain/wording/count.ts';
import { chooseSigns } from '../../domain/wording/signs.ts';
import type { QueueReport } from '../../queue/queue-report.ts';
import { escapeMarkdown } from '../escape-markdown.ts';
import { markdownTable } from '../markdown-table.ts';
import { describeCustomization, describeTargetNotes, type TargetDocument } from '../target-document.ts';
import { describeSubject, formatDate, mailStateLines, recipientsOf, sampleOf, shortReason } from './queue-lines.ts';

/** The queue to paste into a ticket. */
export const formatQueueMarkdown = (target: TargetDocument, report: QueueReport, { vitalSigns }: FirstLook): string => {
  const ground = describeTargetNotes(target).map((words) => `, ${words}`);
  const sections = [
    `# Mail queue of ${escapeMarkdown(target.database)} (Odoo ${escapeMarkdown(target.odooVersion)}${ground.join('')})`,
    ...describeCustomization(target).map(escapeMarkdown),
    `Counted ${formatDate(report.countedAt)}.`,
    markdownTable(
      ['State', 'Mails', ''],
      mailStateLines(report).map(({ state, mails, note }) => [state, formatCount(mails), note]),
    ),
    vitalSigns
      .map(({ subject, status, words }) => `- ${chooseSigns(false)[status]} ${escapeMarkdown(`${subject}: ${words}`)}`)
      .join('\n'),
  ];
  if (report.failures.length > 0) {
    sections.push(
      '## Why mails failed',
      markdownTable(
        ['Mails', 'Why', 'For example'],
        report.failures.map((group) => [formatCount(group.count), titleOfGroup(group), sampleOf(group)]),
      ),
    );
  }
  if (report.recent.length > 0) {
    sections.push(
      '## Newest waiting and failed mails',
      markdownTable(
        ['Id', 'State', 'Date', 'To', 'Subject', 'Reason'],
        report.recent.map((mail) => [
          String(mail.id),
          mail.state,
          formatDate(mail.date),
          recipientsOf(mail),
          mail.subject === null ? '' : describeSubject(mail),
          shortReason(mail),
        ]),
      ),
    );
  }
  return `${sections.join('\n\n')}\n`;
};
