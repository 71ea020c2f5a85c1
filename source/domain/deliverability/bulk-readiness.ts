import type { ReceiverName, ReceiverVolume } from '../limits/receiver-volume.ts';
import type { Mark, MarkId } from './mark.ts';

/** A receiver with rules for those who send it much. */
export interface Receiver {
  readonly name: ReceiverName;
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
  /**
   * `no`: less left for its mailboxes in a day than makes a bulk sender. `perhaps`: so much left; but the receivers count
   * for each sending domain, and a database may send from several.
   */
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
  volume: ReceiverVolume | undefined,
): readonly BulkReadiness[] =>
  receivers.map(({ name, fromPerDay, rules, source, asOf }) => {
    const withStatus = (status: Mark['status']): readonly MarkId[] =>
      rules.filter((rule) => marks.find(({ id }) => id === rule)?.status === status);
    const missing = withStatus('lost');
    const open = withStatus('unknown');
    const status = missing.length > 0 ? 'lost' : open.length > 0 ? 'unknown' : 'ok';
    const applies = howFar(name, volume, fromPerDay);
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

const howFar = (name: ReceiverName, volume: ReceiverVolume | undefined, limit: number): BulkReadiness['applies'] => {
  if (volume === undefined) return 'unknown';
  if (volume.recipients[name] >= limit) return 'perhaps';
  return volume.complete && !volume.mailings ? 'no' : 'unknown';
};

const begin = (
  name: ReceiverName,
  applies: BulkReadiness['applies'],
  volume: ReceiverVolume | undefined,
  limit: number,
): string => {
  if (volume === undefined) {
    return `Whether ${name}'s rules for bulk senders hold is not known: how much left in the last day could not be counted.`;
  }
  const sent = volume.recipients[name];
  const seen =
    sent === 0 ? `no recipient at ${name} was seen` : `at least ${sent} recipient${sent === 1 ? '' : 's'} at ${name}`;
  switch (applies) {
    case 'perhaps':
      return `${name}'s rules for bulk senders may hold: ${seen} in the last day, and ${limit} from one domain make one a bulk sender.`;
    case 'no':
      return `${name}'s rules for bulk senders do not hold by the last day: ${seen}, of ${limit} that would make one a bulk sender.${
        name === 'Gmail' ? ' Who was one stays one.' : ''
      }`;
    default:
      return `Whether ${name}'s rules for bulk senders hold is not known: ${seen} in the last day, ${
        volume.complete
          ? 'without mailings, which delete themselves once they are sent'
          : 'and the time allowed ended before the whole day was counted'
      }.`;
  }
};

const end = (missing: readonly MarkId[], open: readonly MarkId[]): string => {
  if (missing.length > 0) return `Missing for them: ${missing.join(', ')}.`;
  return open.length > 0 ? `Not known of them: ${open.join(', ')}.` : 'This message meets them.';
};
