import type { FirstLook } from '../../domain/finding/vital-sign.ts';
import { titleOfGroup } from '../../domain/replies/title.ts';
import { formatCount } from '../../domain/wording/count.ts';
import { chooseSigns } from '../../domain/wording/signs.ts';
import type { QueueReport } from '../../queue/queue-report.ts';
import { describeCustomization, describeTargetNotes, type TargetDocument } from '../target-document.ts';
import { describeSubject, formatDate, mailStateLines, recipientsOf, sampleOf, shortReason } from './queue-lines.ts';

const numberWidth = 10;

/** The queue for a person's terminal or log. */
export const formatQueueText = (
  target: TargetDocument,
  report: QueueReport,
  { vitalSigns }: FirstLook,
  ascii: boolean,
): string => {
  const signs = chooseSigns(ascii);
  const lines = [
    [target.database, `Odoo ${target.odooVersion}`, ...describeTargetNotes(target), formatDate(report.countedAt)].join(
      ' · ',
    ),
    ...describeCustomization(target).map((sentence) => `  ${sentence}`),
    '',
    ...mailStateLines(report).map(({ state, mails, note }) =>
      `  ${state.padEnd(10)}${formatCount(mails).padStart(numberWidth)}  ${note}`.trimEnd(),
    ),
  ];
  lines.push('', ...vitalSigns.map(({ subject, status, words }) => `  ${subject.padEnd(14)}${signs[status]} ${words}`));
  if (report.failures.length > 0) {
    lines.push('', 'Why mails failed');
    for (const group of report.failures) {
      lines.push(`  ${formatCount(group.count).padStart(numberWidth)}  ${titleOfGroup(group)}`);
      lines.push(`  ${' '.repeat(numberWidth)}  ${sampleOf(group)}`.trimEnd());
    }
  }
  if (report.recent.length > 0) {
    lines.push('', 'Newest waiting and failed mails');
    for (const mail of report.recent) {
      lines.push(
        `  ${mail.id}  ${mail.state}  ${formatDate(mail.date)}  ${recipientsOf(mail)}  ${describeSubject(mail)}`,
      );
      if (shortReason(mail) !== '') lines.push(`      ${shortReason(mail)}`);
    }
  }
  return `${lines.join('\n')}\n`;
};
