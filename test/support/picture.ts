import type { QueueCharts, QueuePicture } from '../../source/domain/mail/queue.ts';
import { groupFailures } from '../../source/domain/replies/groups.ts';

const flat = (steps: number): QueueCharts => {
  const zeros = Array.from({ length: steps }, () => 0);
  return { arrivals: zeros, departures: zeros, newFailures: zeros };
};

/** A picture of a queue with those mails in it, and nothing else going on. */
export const createPicture = ({
  outgoing = 0,
  failures = [],
  ...changes
}: { readonly outgoing?: number; readonly failures?: readonly string[] } & Partial<
  Omit<QueuePicture, 'failures'>
> = {}): QueuePicture => ({
  counts: { outgoing, exception: failures.length, sent: 48_112, cancel: 3, received: 0 },
  complete: true,
  isMovedOn: false,
  oldestOutgoingAt: null,
  oldestExceptionAt: null,
  scheduled: 0,
  failures: groupFailures(failures.map((text) => ({ text }))),
  hour: flat(12),
  day: flat(24),
  watchedSince: new Date('2026-11-24T11:00:00Z'),
  failingSince: new Map(),
  ...changes,
});
