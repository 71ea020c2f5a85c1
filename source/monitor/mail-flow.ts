import type { MailFlow } from './state.ts';

interface CountedQueue {
  readonly outgoing: number;
  readonly exception: number;
  readonly lastId: number | null;
}

/**
 * The counters after a queue was counted; null where ids cannot be read. What left is what was written less what is
 * still there: too much is counted while a transaction is under way, and made up for when its mails appear.
 */
export const advanceFlow = (
  before: MailFlow | null,
  { outgoing, exception, lastId }: CountedQueue,
): MailFlow | null => {
  if (lastId === null) return null;
  const present = outgoing + exception;
  if (before === null) return { lastId, written: 0, left: 0, base: present };
  const { written, left, base } = before;
  // Another database of this name, or a dump that was restored: it is counted on from what it holds.
  if (lastId < before.lastId) return { lastId, written, left, base: present - written + left };
  const now = written + lastId - before.lastId;
  return { lastId, written: now, left: Math.max(left, now + base - present), base };
};
