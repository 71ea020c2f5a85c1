import { setTimeout as sleep } from 'node:timers/promises';
import type { Odoo } from '../../services/odoo/odoo.ts';
import type { MailOutcome } from '../../services/odoo/queries/mail-outcomes.ts';
import { idsInStatement, inBatches } from '../batches.ts';

/** What has become of the mails so far. */
export interface Outcomes {
  /** Sent, or gone as those are that delete themselves once they are sent. */
  readonly sent: readonly number[];
  readonly failed: readonly FailedAgain[];
  /** Cancelled, or in a state that somebody made up. */
  readonly others: readonly number[];
  readonly waiting: readonly number[];
}

interface FailedAgain {
  readonly id: number;
  readonly reason: string;
}

export interface FollowOptions {
  readonly signal: AbortSignal;
  /** How long to look, ms. */
  readonly deadlineMs: number;
  readonly pollMs: number;
}

/**
 * Looks at the mails again and again until none waits any more or the deadline has come, and tells how they stand each
 * time something has changed, and at the end. Cost: an index lookup a waiting mail and look.
 */
export async function* followOutcomes(
  odoo: Odoo,
  ids: readonly number[],
  { signal, deadlineMs, pollMs }: FollowOptions,
): AsyncGenerator<Outcomes> {
  const until = performance.now() + deadlineMs;
  let known: Outcomes = { sent: [], failed: [], others: [], waiting: ids };
  for (;;) {
    const next = await lookAgain(odoo, known, { signal });
    const isOver = next.waiting.length === 0 || performance.now() + pollMs > until;
    if (isOver || next.waiting.length < known.waiting.length) yield next;
    if (isOver) return;
    known = next;
    await sleep(pollMs, undefined, { signal });
  }
}

/** What has become of those that waited. */
export const lookAgain = async (
  odoo: Odoo,
  known: Outcomes,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Outcomes> => {
  const found: MailOutcome[] = [];
  for (const batch of inBatches(known.waiting, idsInStatement))
    found.push(...(await odoo.mailOutcomes(batch, options)));
  const inState = (of: (state: string | null) => boolean): readonly number[] =>
    found.filter(({ state }) => of(state)).map(({ id }) => id);
  const failed = found.filter(({ state }) => state === 'exception');
  return {
    sent: [...known.sent, ...inState(isSent)],
    failed: [...known.failed, ...failed.map(({ id, failureReason }) => ({ id, reason: failureReason ?? '' }))],
    others: [...known.others, ...inState((state) => !isSent(state) && state !== 'exception' && state !== 'outgoing')],
    waiting: inState((state) => state === 'outgoing'),
  };
};

const isSent = (state: string | null): boolean => state === null || state === 'sent';
