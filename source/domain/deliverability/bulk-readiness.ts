import type { SendingVolume } from '../limits/sending-volume.ts';
import type { Mark, MarkId } from './mark.ts';

/** A receiver with rules for those who send it much. */
export interface Receiver {
  readonly name: string;
  /** Messages a day to its mailboxes from which on its bulk rules hold. */
  readonly fromPerDay: number;
  /** What it asks of bulk senders, by the mark that tells. */
  readonly rules: readonly MarkId[];
  /** Where that stands, and as of when it was read. */
  readonly source: string;
  readonly asOf: string;
}

/** Rules for personal mailboxes; mail to companies' mailboxes at the same firms does not count (Google's FAQ; Microsoft's post). */
export const receivers: readonly Receiver[] = [
  {
    name: 'Gmail',
    fromPerDay: 5_000,
    rules: ['spf', 'dkim', 'dmarc', 'unsubscribe', 'tls', 'reverse-dns', 'from', 'message-id'],
    source: 'https://support.google.com/a/answer/81126',
    asOf: '2026-03-21',
  },
  {
    name: 'Yahoo',
    // Yahoo names no number for "bulk"; Google's is used.
    fromPerDay: 5_000,
    rules: ['spf', 'dkim', 'dmarc', 'unsubscribe', 'reverse-dns'],
    source: 'https://senders.yahooinc.com/best-practices/',
    asOf: '2025-04-10',
  },
  {
    name: 'Outlook.com',
    fromPerDay: 5_000,
    rules: ['spf', 'dkim', 'dmarc'],
    source: 'https://techcommunity.microsoft.com/ (Strengthening Email Ecosystem)',
    asOf: '2025-04-30',
  },
];

/** How the mail of this database stands with one receiver's rules for bulk senders. */
export interface BulkReadiness {
  readonly receiver: string;
  /** `no`: all that left in a day is less than makes a bulk sender of anybody. `perhaps`: so much left, to whom is not counted. */
  readonly applies: 'no' | 'perhaps' | 'unknown';
  readonly status: 'ok' | 'lost' | 'unknown';
  /** A sentence. */
  readonly summary: string;
  readonly missing: readonly MarkId[];
  readonly unknown: readonly MarkId[];
  readonly source: string;
  readonly asOf: string;
}

/** Holds what was found of one message, as a sample, against each receiver's rules. */
export const judgeBulkReadiness = (
  marks: readonly Mark[],
  volume: Pick<SendingVolume, 'lastDay' | 'complete'> | undefined,
): readonly BulkReadiness[] =>
  receivers.map(({ name, fromPerDay, rules, source, asOf }) => {
    const withStatus = (status: Mark['status']): readonly MarkId[] =>
      rules.filter((rule) => marks.find(({ id }) => id === rule)?.status === status);
    const missing = withStatus('lost');
    const open = withStatus('unknown');
    const status = missing.length > 0 ? 'lost' : open.length > 0 ? 'unknown' : 'ok';
    const applies = howFar(volume, fromPerDay);
    return {
      receiver: name,
      applies,
      status,
      summary: `${begin(name, applies, volume, fromPerDay)} ${end(missing, open)}`,
      missing,
      unknown: open,
      source,
      asOf,
    };
  });

const howFar = (
  volume: Pick<SendingVolume, 'lastDay' | 'complete'> | undefined,
  limit: number,
): BulkReadiness['applies'] => {
  if (volume === undefined) return 'unknown';
  if (volume.lastDay.recipients >= limit) return 'perhaps';
  return volume.complete ? 'no' : 'unknown';
};

const begin = (
  name: string,
  applies: BulkReadiness['applies'],
  volume: Pick<SendingVolume, 'lastDay'> | undefined,
  limit: number,
): string => {
  const sent = volume?.lastDay.recipients ?? 0;
  switch (applies) {
    case 'perhaps':
      return `${name}'s rules for bulk senders may hold: at least ${sent} recipients in the last day, and ${limit} at ${name} make one a bulk sender.`;
    case 'no':
      return `${name}'s rules for bulk senders do not hold by the last day: at least ${sent} recipients in all, of ${limit} at ${name} that would make one. At Google who was one stays one.`;
    default:
      return `Whether ${name}'s rules for bulk senders hold is not known: how much left in the last day could not be counted.`;
  }
};

const end = (missing: readonly MarkId[], open: readonly MarkId[]): string => {
  if (missing.length > 0) return `Missing for them: ${missing.join(', ')}.`;
  return open.length > 0 ? `Not known of them: ${open.join(', ')}.` : 'This message meets them.';
};
