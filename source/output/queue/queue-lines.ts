import type { Mail } from '../../domain/mail/mail.ts';
import { type AddressedMail, shortenRecipients } from '../../domain/mail/mail-recipient.ts';
import type { FailureGroup } from '../../domain/replies/groups.ts';
import { formatCount } from '../../domain/wording/count.ts';
import { formatAge, formatDateTime } from '../../domain/wording/duration.ts';
import { shortenText } from '../../domain/wording/shorten.ts';
import type { QueueReport } from '../../queue/queue-report.ts';

/** The states in the order that people ask for them, with what there is to say about each. */
export const mailStateLines = ({ counts, oldestOutgoingAt, oldestExceptionAt, scheduled, countedAt }: QueueReport) => {
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

/** `2026-11-24 09:12 CET`, or a dash. */
export const formatDate = (date: Date | null): string => (date === null ? '—' : formatDateTime(date));

/** A reason that is longer is no longer read by anyone; characters. */
const longestReason = 500;

/** Why a mail failed, on one line, for a person: a server may have said a megabyte. */
export const shortReason = (mail: Mail): string => shortenText(reasonLine(mail), longestReason);

/** What stands for a group of failures, for a person. */
export const sampleOf = ({ sample }: Pick<FailureGroup, 'sample'>): string => shortenText(sample, longestReason);

/** Why a mail failed, whole, on one line. */
export const reasonLine = ({ failureReason }: Mail): string => (failureReason ?? '').replace(/\s+/g, ' ').trim();

/** Whom a mail goes to, on one line. */
export const recipientsOf = ({ to, recipients }: Pick<AddressedMail, 'to' | 'recipients'>): string =>
  shortenText(shortenRecipients(recipients ?? (to === null ? [] : [to])), longestReason);

/** A subject, or that there is none; it too may be of any length. */
export const describeSubject = ({ subject }: Mail): string => shortenText(subject ?? '(no subject)', longestReason);
