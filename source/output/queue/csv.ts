import type { QueueReport } from '../../queue/report.ts';
import { formatCsv } from '../csv.ts';
import type { TargetDocument } from '../target-document.ts';
import { reasonLine, stateLines } from './lines.ts';

/** The counts, a line a state; with `--recent` the mails, a line each. */
export const formatQueueCsv = (target: TargetDocument, report: QueueReport, withRecent: boolean): string =>
  withRecent
    ? formatCsv(
        ['database', 'id', 'state', 'date', 'subject', 'from', 'to', 'reason'],
        report.recent.map((mail) => [
          target.database,
          mail.id,
          mail.state,
          mail.date?.toISOString() ?? null,
          mail.subject,
          mail.from,
          mail.to,
          reasonLine(mail),
        ]),
      )
    : formatCsv(
        ['database', 'state', 'mails'],
        stateLines(report).map(({ state, mails }) => [target.database, state, mails]),
      );
