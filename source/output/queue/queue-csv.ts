import type { QueueReport } from '../../queue/queue-report.ts';
import { formatCsv } from '../csv.ts';
import { formatMailsCsv } from '../mails-csv.ts';
import type { TargetDocument } from '../target-document.ts';
import { mailStateLines } from './queue-lines.ts';

/** The counts, a line a state; with `--recent` the mails, a line each. */
export const formatQueueCsv = (target: TargetDocument, report: QueueReport, withRecent: boolean): string =>
  withRecent
    ? formatMailsCsv(target.database, report.recent)
    : formatCsv(
        ['database', 'state', 'mails'],
        mailStateLines(report).map(({ state, mails }) => [target.database, state, mails]),
      );
