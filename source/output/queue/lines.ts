import type { Mail } from '../../domain/mail.ts';
import { formatCount } from '../../domain/wording/count.ts';
import { formatAge } from '../../domain/wording/duration.ts';
import type { QueueReport } from '../../queue/report.ts';

/** The states in the order that people ask for them, with what there is to say about each. */
export const stateLines = ({ counts, oldestOutgoingAt, oldestExceptionAt, scheduled, countedAt }: QueueReport) => {
  const oldest = (since: Date | null): string => (since === null ? '' : `oldest ${formatAge(since, countedAt)}`);
  const held = scheduled === 0 ? '' : `${formatCount(scheduled)} held until later`;
  return [
    { state: 'outgoing', mails: counts.outgoing, note: [oldest(oldestOutgoingAt), held].filter(Boolean).join(', ') },
    { state: 'exception', mails: counts.exception, note: oldest(oldestExceptionAt) },
    { state: 'sent', mails: counts.sent, note: '' },
    { state: 'cancel', mails: counts.cancel, note: '' },
    { state: 'received', mails: counts.received, note: '' },
  ];
};

/** `2026-11-24 09:12 UTC`, or a dash. */
export const formatDate = (date: Date | null): string =>
  date === null ? '—' : `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** Why a mail failed, on one line. */
export const reasonLine = ({ failureReason }: Mail): string => (failureReason ?? '').replace(/\s+/g, ' ').trim();
