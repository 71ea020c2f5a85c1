import type { AddressedMail } from '../../domain/mail/mail-recipient.ts';
import type { QueueReport } from '../../queue/queue-report.ts';
import type { TargetDocument } from '../target-document.ts';

/** The `queue` key of schema 1, as `check` and `queue` print it. */
export const queueDocument = ({ countedAt, counts, oldestOutgoingAt, failures }: Omit<QueueReport, 'recent'>) => ({
  countedAt: countedAt.toISOString(),
  counts,
  oldestOutgoingAt: oldestOutgoingAt?.toISOString() ?? null,
  failures: failures.map(({ class: failureClass, count, cause, sample }) => ({
    class: failureClass,
    count,
    cause,
    sample,
  })),
});

/** One database's document of `queue --format json`; `recent` is there when it was asked for. */
export const queueReportDocument = (
  target: TargetDocument,
  report: QueueReport,
  { withRecent, durationMs }: { readonly withRecent: boolean; readonly durationMs: number },
) => ({
  schema: 1,
  target,
  queue: queueDocument(report),
  ...(withRecent ? { recent: report.recent.map(mailDocument) } : {}),
  durationMs,
});

const mailDocument = ({ id, state, date, subject, from, to, recipients, failureReason }: AddressedMail) => ({
  id,
  state,
  date: date?.toISOString() ?? null,
  subject,
  from,
  to,
  recipients: recipients ?? null,
  failureReason,
});
